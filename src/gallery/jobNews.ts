import * as vscode from 'vscode';
import type { Notices } from '../window/notices.ts';
import { shortPrompt } from '../window/shortPrompt.ts';
import type { Job } from './cards.ts';

/** Tells what became of a job whose card nobody sees. Answers whether the user wants to see the gallery. */
export async function tellJob({ status, prompt, message = '' }: Job, notices: Notices): Promise<boolean> {
  const label = vscode.l10n.t('Open Gallery');
  switch (status) {
    case 'done':
      return (await notices.info(vscode.l10n.t('Image ready: “{0}”', shortPrompt(prompt)), label)) === label;
    case 'failed':
      return (await notices.error(message, label)) === label;
    case 'cancelled':
      return (await notices.info(message, label)) === label;
    case 'running':
      return false;
  }
}
