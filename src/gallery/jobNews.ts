import * as vscode from 'vscode';
import type { Job } from './protocol.ts';

const longestShown = 60;

/** Tells what became of a job whose card nobody sees. Answers whether the user wants to see the gallery. */
export async function tellJob({ status, prompt, message = '' }: Job): Promise<boolean> {
  const label = vscode.l10n.t('Open Gallery');
  const { showErrorMessage, showInformationMessage } = vscode.window;
  switch (status) {
    case 'done': {
      const short = prompt.length > longestShown ? `${prompt.slice(0, longestShown - 1).toWellFormed()}…` : prompt;
      return (await showInformationMessage(vscode.l10n.t('Image ready: “{0}”', short), label)) === label;
    }
    case 'failed':
      return (await showErrorMessage(message, label)) === label;
    case 'cancelled':
      return (await showInformationMessage(message, label)) === label;
    case 'running':
      return false;
  }
}
