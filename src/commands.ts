import * as vscode from 'vscode';
import { readBaseUrl } from './api/baseUrl.ts';
import type { ApiKeys } from './apiKey.ts';
import { plainLine } from './documents/markup/altText.ts';
import type { GenerationSession, Task } from './generationSession.ts';
import type { InteractiveGeneration } from './interactiveGeneration.ts';
import type { OfferedModels } from './offeredModels.ts';
import { promptsIn } from './selection.ts';
import { readSettings } from './settings.ts';
import type { Log } from './window/log.ts';
import type { Notices } from './window/notices.ts';
import { askForPrompt } from './window/promptBox.ts';
import type { PromptHistory } from './window/promptHistory.ts';
import type { RunningGenerations } from './window/runningGenerations.ts';
import { saveKeptImages } from './window/saveKept.ts';
import { readArguments, type CommandArguments } from './wish.ts';
import type { KeptImages, UnsavedImage } from './workspace/keptImages.ts';
import type { LanguageComments } from './workspace/languageComments.ts';
import { SaveError } from './workspace/saveError.ts';
import { takesLinks, Target } from './workspace/target.ts';

export interface CommandParts {
  readonly session: GenerationSession;
  readonly interactive: InteractiveGeneration;
  readonly keys: ApiKeys;
  readonly keptImages: KeptImages;
  readonly comments: LanguageComments;
  readonly history: PromptHistory;
  readonly running: RunningGenerations;
  readonly models: OfferedModels;
  readonly notices: Notices;
  readonly log: Log;
}

/** By command id. */
export type CommandHandlers = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** Command id → handler. A person gets errors as messages, another extension gets them as they are. */
export function commandHandlers(parts: CommandParts): CommandHandlers {
  const told = (handler: () => Promise<void>) => () =>
    handler().catch((error: unknown) => parts.interactive.explain(error));
  return {
    'paperBoat.generateImage': (argument) => generateImage(parts, readArguments(argument)),
    'paperBoat.generateFromSelection': () => generateFromSelection(parts),
    'paperBoat.setApiKey': told(() => setApiKey(parts)),
    'paperBoat.forgetApiKey': told(() => forgetApiKey(parts)),
    'paperBoat.chooseModel': () => parts.models.choose(),
    'paperBoat.saveKeptImages': told(() => saveKeptImages(parts)),
    'paperBoat.showLog': () => {
      parts.log.show();
    },
    'paperBoat.cancel': () => parts.running.cancel(parts.notices),
  };
}

/** For a person, or with arguments for another extension: that one gets the file's URI, or an error. */
async function generateImage(
  parts: CommandParts,
  given: CommandArguments | undefined,
): Promise<vscode.Uri | undefined> {
  const editor = editorForLinks();
  if (given) return generateFor(parts, given, editor);
  const { model } = readSettings(editor?.document).request;
  const answer = await askForPrompt({ earlier: parts.history.list(), model });
  if (answer === undefined) return undefined;
  const task = { wish: { prompt: plainLine(answer) }, ...(editor && { target: targetAtCursor(editor) }) };
  const result = await parts.interactive.run([task], editor?.document);
  return result?.outcomes[0]?.saved[0]?.uri;
}

async function generateFor(
  { session, log }: CommandParts,
  { wish, insert }: CommandArguments,
  editor: vscode.TextEditor | undefined,
): Promise<vscode.Uri> {
  const target = insert && editor ? targetAtCursor(editor) : undefined;
  try {
    const task = { wish, ...(target && { target }) };
    const result = await session.run([task], { document: editor?.document, mayAsk: false });
    const outcome = result?.outcomes[0];
    const [saved] = outcome?.saved ?? [];
    for (const failure of outcome?.failures ?? []) log.error(`Failed (${failure.kind}).`, failure);
    if (saved) return saved.uri;
    throw outcome?.failures[0] ?? keptError(outcome?.unsaved[0]);
  } finally {
    target?.dispose();
  }
}

/** The image exists: a caller that asks again would pay again. */
function keptError(unsaved: UnsavedImage | undefined): SaveError {
  const { reason, kept } = unsaved ?? {};
  const message = reason?.message ?? 'There is no folder to save the image in.';
  return new SaveError(kept ? `${message} It is kept, and "Paper Boat: Save Kept Images" finds it again.` : message);
}

async function generateFromSelection({ comments, interactive, notices }: CommandParts): Promise<void> {
  const editor = editorForLinks();
  if (!editor) {
    void notices.info(vscode.l10n.t('Open a document and select the text that describes the picture.'));
    return;
  }
  const { document } = editor;
  const placement = readSettings(document).selection === 'replace' ? 'replace' : 'below';
  const found = promptsIn(editor, await comments.commentMarksOf(document.languageId), placement);
  if (found.length === 0) {
    void notices.info(vscode.l10n.t('Select the text that describes the picture, or put the cursor in a comment.'));
    return;
  }
  const tasks: Task[] = found
    .filter(({ prompt }) => prompt !== '')
    .map(({ prompt, place }) => ({ wish: { prompt }, target: new Target(document, place) }));
  if (tasks.length === 0) {
    void notices.info(vscode.l10n.t('The selection holds no words: there is nothing to draw.'));
    return;
  }
  await interactive.run(tasks, document);
}

async function setApiKey({ keys, notices }: CommandParts): Promise<void> {
  const baseUrl = readBaseUrl(readSettings().baseUrl);
  if (await keys.ask(baseUrl)) void notices.info(vscode.l10n.t('The API key for {0} is set.', baseUrl.host));
}

async function forgetApiKey({ keys, notices }: CommandParts): Promise<void> {
  const baseUrl = readBaseUrl(readSettings().baseUrl);
  const words = (await keys.forget(baseUrl))
    ? vscode.l10n.t('The API key for {0} is forgotten.', baseUrl.host)
    : vscode.l10n.t('There was no API key for {0}.', baseUrl.host);
  void notices.info(words);
}

function editorForLinks(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && takesLinks(editor.document) ? editor : undefined;
}

function targetAtCursor(editor: vscode.TextEditor): Target {
  const range = new vscode.Range(editor.selection.end, editor.selection.end);
  return new Target(editor.document, { range, placement: 'at', content: 'text' });
}
