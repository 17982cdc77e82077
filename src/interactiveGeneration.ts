import * as vscode from 'vscode';
import { readBaseUrl } from './api/baseUrl.ts';
import { GenerationError } from './api/errors.ts';
import type { ApiKeys } from './apiKey.ts';
import type { Outcome } from './generate.ts';
import type { GenerationSession, SessionResult, Task } from './generationSession.ts';
import { readSettings, settingsSection } from './settings.ts';
import type { Log } from './window/log.ts';
import { tellFailure, type Remedy } from './window/messages.ts';
import { chooseModel } from './window/modelPicker.ts';
import { tellSaved, type SavedNews } from './window/outcomeMessages.ts';
import { askForPrompt } from './window/promptBox.ts';
import type { PromptHistory } from './window/promptHistory.ts';
import { offerSaveAs } from './window/saveKept.ts';
import { insertImages, type InsertionResult, type PlacedImages } from './workspace/insertImages.ts';
import type { KeptImages, UnsavedImage } from './workspace/keptImages.ts';
import type { LanguageComments } from './workspace/languageComments.ts';
import type { SavedImage } from './workspace/savedImage.ts';
import { SaveError } from './workspace/saveError.ts';
import { Target } from './workspace/target.ts';

interface InteractiveParts {
  readonly session: GenerationSession;
  readonly keys: ApiKeys;
  readonly keptImages: KeptImages;
  readonly comments: LanguageComments;
  readonly history: PromptHistory;
  readonly log: Log;
}

type Document = vscode.TextDocument | undefined;

/** A generation with a person in front of it: what happened is told, and every message offers the next step. */
export class InteractiveGeneration {
  readonly #parts: InteractiveParts;

  constructor(parts: InteractiveParts) {
    this.#parts = parts;
  }

  /** Resolves when the images are saved and linked; messages stay on screen after that. Disposes of the targets. */
  async run(tasks: readonly Task[], document: Document): Promise<SessionResult | undefined> {
    try {
      const result = await this.#parts.session.run(tasks, { document, mayAsk: true });
      void this.#follow(tasks, () => (result ? this.#tell(result, tasks, document) : Promise.resolve()));
      return result;
    } catch (error) {
      this.#parts.log.error('Not generated.', error);
      void this.#follow(tasks, () => this.#tellRefusal(error, tasks, document));
      return undefined;
    }
  }

  async #follow(tasks: readonly Task[], tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      this.#parts.log.error('A message could not be followed.', error);
      void vscode.window.showErrorMessage((error as Error).message);
    } finally {
      for (const { target } of tasks) target?.dispose();
    }
  }

  /** Refused before anything was sent. */
  async #tellRefusal(error: unknown, tasks: readonly Task[], document: Document): Promise<void> {
    if (error instanceof GenerationError) {
      await this.#remedy(await tellFailure(error), { error, tasks, document });
    } else if (error instanceof SaveError) {
      const label = vscode.l10n.t('Open Settings');
      if ((await vscode.window.showErrorMessage(error.message, label)) === label) await openSetting('folder');
    } else throw error;
  }

  async #tell(result: SessionResult, tasks: readonly Task[], document: Document): Promise<void> {
    const { outcomes, isStandIn, insertion } = result;
    const saved = outcomes.flatMap((outcome) => outcome.saved);
    await Promise.all([
      this.#tellSaved({ saved, isStandIn, ...(insertion && { insertion }) }, document),
      ...outcomes.flatMap(({ unsaved }, index) =>
        unsaved.map((image) => this.#placeElsewhere(image, { target: tasks[index]?.target, isStandIn, document })),
      ),
      this.#tellFailures(outcomes, tasks, document),
    ]);
  }

  async #tellSaved(news: SavedNews, document: Document): Promise<void> {
    switch (await tellSaved(news)) {
      case 'open':
        for (const { uri } of news.saved) await vscode.commands.executeCommand('vscode.open', uri);
        break;
      case 'insert':
        await this.#insertAtCursor(news.saved, document);
        break;
      case 'setKey':
        await this.#parts.keys.ask(readBaseUrl(readSettings(document).baseUrl));
        break;
      case undefined:
    }
  }

  async #placeElsewhere(
    unsaved: UnsavedImage,
    about: { readonly target: Target | undefined; readonly isStandIn: boolean; readonly document: Document },
  ): Promise<void> {
    const { target, isStandIn, document } = about;
    const uri = await offerSaveAs(unsaved, this.#parts.keptImages);
    if (!uri) return;
    const { prompt, size } = unsaved.kept;
    const saved = [{ uri, prompt, ...(size && { size }) }];
    const insertion = target && (await this.#insert([{ target, images: saved }]));
    await this.#tellSaved({ saved, isStandIn, ...(insertion && { insertion }) }, document);
  }

  /** Equal failures are told once; what they leave undone can be done again with one press. */
  async #tellFailures(outcomes: readonly Outcome[], tasks: readonly Task[], document: Document): Promise<void> {
    const all = outcomes.flatMap((outcome) => outcome.failures);
    for (const failure of all) this.#parts.log.error(`Failed (${failure.kind}).`, failure);
    // What arrived of a damaged image is kept, and told with that.
    const failures = all.filter(({ facts }) => !facts.salvage);
    const undone = tasks.filter((_, index) => {
      const outcome = outcomes[index];
      return outcome && outcome.failures.length > 0 && outcome.saved.length + outcome.unsaved.length === 0;
    });
    const first = new Map(failures.map((failure) => [failure.message, failure] as const));
    await Promise.all(
      [...first.values()].map(async (error) => {
        const images = failures.filter(({ message }) => message === error.message).length;
        await this.#remedy(await tellFailure(error, images), { error, tasks: undone, document });
      }),
    );
  }

  async #remedy(
    remedy: Remedy | undefined,
    {
      error,
      tasks,
      document,
    }: { readonly error: GenerationError; readonly tasks: readonly Task[]; readonly document: Document },
  ): Promise<void> {
    const settings = readSettings(document);
    switch (remedy) {
      case 'setKey':
        if (await this.#parts.keys.ask(readBaseUrl(settings.baseUrl))) await this.#again(tasks, document);
        break;
      case 'chooseModel': {
        const model = await chooseModel(settings.request.model);
        if (model !== undefined) await this.#again(withWish(tasks, { model }), document);
        break;
      }
      case 'editPrompt': {
        const [task] = tasks;
        if (!task) break;
        const question = {
          value: task.wish.prompt,
          earlier: this.#parts.history.list(),
          model: settings.request.model,
        };
        const prompt = await askForPrompt(question);
        if (prompt !== undefined) await this.#again(withWish([task], { prompt }), document);
        break;
      }
      case 'tryAgain':
        await this.#again(tasks, document);
        break;
      case 'openSettings':
        await openSetting(error.kind === 'wrongAddress' ? 'baseUrl' : (error.facts.parameter ?? ''));
        break;
      case 'openAddress':
        if (error.facts.imageUrl) await vscode.env.openExternal(vscode.Uri.parse(error.facts.imageUrl, true));
        break;
      case 'showLog':
        this.#parts.log.show();
        break;
      case undefined:
    }
  }

  async #again(tasks: readonly Task[], document: Document): Promise<void> {
    if (tasks.length > 0) await this.run(tasks, document);
  }

  async #insertAtCursor(images: readonly SavedImage[], document: Document): Promise<void> {
    const editor = document ? await vscode.window.showTextDocument(document.uri) : vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open the document that gets the image, then insert again.'),
      );
      return;
    }
    const range = new vscode.Range(editor.selection.active, editor.selection.active);
    const target = new Target(editor.document, { range, placement: 'at', content: 'text' });
    try {
      if ((await this.#insert([{ target, images }])) !== 'inserted')
        void vscode.window.showWarningMessage(vscode.l10n.t('The document cannot be changed. The image is saved.'));
    } finally {
      target.dispose();
    }
  }

  async #insert(placed: readonly PlacedImages[]): Promise<InsertionResult> {
    const { snippets } = readSettings(placed[0]?.target.document);
    return insertImages(placed, { comments: this.#parts.comments, snippets });
  }
}

function withWish(tasks: readonly Task[], change: Partial<Task['wish']>): readonly Task[] {
  return tasks.map((task) => ({ ...task, wish: { ...task.wish, ...change } }));
}

async function openSetting(name: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${settingsSection}.${name}`);
}
