import * as vscode from 'vscode';
import { plainLine } from '../documents/markup/altText.ts';

/** Lets the user change what is drawn. Undefined when he left it. */
export async function askForImagePrompt(prompt: string, model: string): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Prompt for {0}', model),
    value: prompt,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Say what the picture shows.') : undefined),
  });
  return answer === undefined ? undefined : plainLine(answer);
}
