import * as vscode from 'vscode';
import { readBaseUrl } from '../api/baseUrl.ts';
import type { ApiKeys } from '../apiKey.ts';
import { agreeToPlaceholder } from '../chooseService.ts';
import { readSettings } from '../settings.ts';
import { refusalOfOwnSize } from './formState.ts';
import { stylePlace } from './formStyle.ts';
import type { Draft, Question } from './protocol.ts';

export interface QuestionParts {
  readonly keys: ApiKeys;
  readonly memory: vscode.Memento;
  readonly document: vscode.TextDocument | undefined;
  /** The one that would draw. */
  readonly model: string;
  /** The form as it stands. */
  readonly draft: Draft;
  readonly fillForm: (draft: Partial<Draft>) => void;
}

const samplePrompt = 'A paper boat floating on calm water at sunrise.';

/** Asks what the page wants asked, in VS Code's own boxes: a page never sees a key. */
export async function askUser(question: Question, parts: QuestionParts): Promise<void> {
  const { keys, memory, document, draft, fillForm } = parts;
  const { baseUrl } = readSettings(document);
  switch (question) {
    case 'setKey':
      await keys.ask(readBaseUrl(baseUrl));
      return;
    case 'chooseModel':
      await vscode.commands.executeCommand('paperBoat.chooseModel');
      return;
    case 'size':
      return askForSize(parts);
    case 'openFolder':
      await vscode.commands.executeCommand('workbench.action.files.openFolder');
      return;
    case 'trust':
      await vscode.commands.executeCommand('workbench.trust.manage');
      return;
    case 'usePlaceholder':
      await agreeToPlaceholder(memory, readBaseUrl(baseUrl));
      if (draft.prompt.trim() === '') fillForm({ prompt: samplePrompt });
      return;
    case 'spending':
      await vscode.commands.executeCommand('paperBoat.showSpending');
      return;
    case 'openStyle':
      await vscode.commands.executeCommand('paperBoat.editStyle', stylePlace(document));
      return;
    case 'keptImages':
      await vscode.commands.executeCommand('paperBoat.saveKeptImages');
      return;
    case 'interruptedRequests':
      await vscode.commands.executeCommand('paperBoat.showInterrupted');
  }
}

async function askForSize({ model, draft: { choices }, fillForm }: QuestionParts): Promise<void> {
  const size = await vscode.window.showInputBox({
    title: vscode.l10n.t('Size for {0}', model),
    prompt: vscode.l10n.t('Width and height in pixels, such as 1536x1024. Empty is the default of the model.'),
    value: choices.size,
    validateInput: (text) => refusalOfOwnSize(text, model),
  });
  if (size !== undefined) fillForm({ choices: { ...choices, size: size.trim() } });
}
