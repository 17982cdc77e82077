import * as vscode from 'vscode';
import { readBaseUrl } from './api/baseUrl.ts';
import { GenerationError } from './api/errors.ts';
import type { ApiKeys } from './apiKey.ts';
import { groupFailures, type FailureGroup } from './failureGroups.ts';
import {
  TaskRefusal,
  UntrustedWorkspace,
  type GenerationSession,
  type SessionResult,
  type Task,
} from './generationSession.ts';
import { openSettings, type Remedies, type Trouble } from './remedies.ts';
import { readSettings } from './settings.ts';
import type { Log } from './window/log.ts';
import { tellFailure } from './window/messages.ts';
import type { Notices } from './window/notices.ts';
import { tellSaved, type SavedNews } from './window/outcomeMessages.ts';
import { offerSaveAs } from './window/saveKept.ts';
import { insertImages, type InsertionResult, type PlacedImages } from './workspace/insertImages.ts';
import type { KeptImages, UnsavedImage } from './workspace/keptImages.ts';
import type { LanguageComments } from './workspace/languageComments.ts';
import { SaveError } from './workspace/saveError.ts';
import { Target } from './workspace/target.ts';

interface InteractiveParts {
  readonly session: GenerationSession;
  readonly remedies: Remedies;
  readonly keys: ApiKeys;
  readonly keptImages: KeptImages;
  readonly comments: LanguageComments;
  readonly notices: Notices;
  readonly log: Log;
}

type Document = vscode.TextDocument | undefined;

/** What was asked for, and what came of it. */
interface Finished {
  readonly tasks: readonly Task[];
  readonly document: Document;
  readonly result: SessionResult;
}

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
      void this.#follow(tasks, () => (result ? this.#tell({ tasks, document, result }) : Promise.resolve()));
      return result;
    } catch (error) {
      void this.#follow(tasks, () => this.explain(error, tasks, document));
      return undefined;
    }
  }

  /** Tells why something was refused before it began, and offers the way out. */
  async explain(error: unknown, tasks: readonly Task[] = [], document?: Document): Promise<void> {
    this.#parts.log.error('Refused.', error);
    if (error instanceof GenerationError) {
      const faulty = error instanceof TaskRefusal ? [error.task] : tasks;
      return this.#resolve({ error, tasks, faulty, document });
    }
    const isTrust = error instanceof UntrustedWorkspace;
    if (!isTrust && !(error instanceof SaveError)) throw error;
    const label = isTrust ? vscode.l10n.t('Manage Workspace Trust') : vscode.l10n.t('Open Settings');
    if ((await this.#parts.notices.error(error.message, label)) !== label) return;
    if (isTrust) await vscode.commands.executeCommand('workbench.trust.manage');
    else await openSettings('folder');
  }

  /** The same for who repeats by himself. Answers whether the user took a way out that makes it worth trying again. */
  async offersAgain(error: unknown): Promise<boolean> {
    if (!(error instanceof GenerationError) || error instanceof TaskRefusal) {
      await this.explain(error);
      return false;
    }
    this.#parts.log.error('Refused.', error);
    const remedy = await tellFailure(this.#parts.notices, error);
    const task: Task = { wish: { prompt: '' } };
    const again = await this.#parts.remedies.apply(remedy, { error, tasks: [task], faulty: [], document: undefined });
    // Another model has other sizes and prices: that is looked at first.
    return again.length > 0 && remedy !== 'chooseModel' && remedy !== 'editPrompt';
  }

  async #follow(tasks: readonly Task[], tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      this.#parts.log.error('A message could not be followed.', error);
      void this.#parts.notices.error((error as Error).message);
    } finally {
      disposeTargets(tasks);
    }
  }

  async #tell(finished: Finished): Promise<void> {
    const { tasks, document, result } = finished;
    for (const failure of result.outcomes.flatMap(({ failures }) => failures))
      this.#parts.log.error(`Failed (${failure.kind}).`, failure);
    const groups = groupFailures(result.outcomes, tasks, readSettings(document).request.count);
    const hasUnsaved = result.outcomes.some(({ unsaved }) => unsaved.length > 0);
    // Messages may stay for hours; what is done follows no edits meanwhile.
    if (result.insertion === 'inserted' && groups.length === 0 && !hasUnsaved) disposeTargets(tasks);
    await Promise.all([
      this.#tellSaved(newsOf(result), finished),
      this.#placeElsewhere(finished),
      ...groups.map((group) => this.#tellFailures(group, document)),
    ]);
  }

  async #tellFailures({ error, failures, tasks }: FailureGroup, document: Document): Promise<void> {
    await this.#resolve({ error, tasks, faulty: tasks, document }, failures);
  }

  /** A repetition has targets of its own: those of the first run end with its messages. */
  async #resolve(trouble: Trouble, failures = 1): Promise<void> {
    const again = await this.#parts.remedies.apply(
      await tellFailure(this.#parts.notices, trouble.error, failures),
      trouble,
    );
    if (again.length === 0) return;
    const tasks = again.map(({ target, ...task }) => ({ ...task, ...(target && { target: target.copy() }) }));
    await this.run(tasks, trouble.document);
  }

  async #tellSaved(news: SavedNews, finished: Finished): Promise<void> {
    switch (await tellSaved(this.#parts.notices, news)) {
      case 'open':
        for (const { uri } of news.saved) await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
        break;
      case 'insert':
        await this.#insertLater(news, finished);
        break;
      case 'setKey':
        await this.#parts.keys.ask(readBaseUrl(readSettings(finished.document).baseUrl));
        break;
      case undefined:
    }
  }

  /** One dialog after the other: a window has room for one. */
  async #placeElsewhere({ tasks, document, result }: Finished): Promise<void> {
    for (const [index, { unsaved }] of result.outcomes.entries())
      for (const image of unsaved) {
        const saved = await this.#saveElsewhere(image, tasks[index]?.target);
        if (saved)
          void this.#follow([], () =>
            this.#tellSaved({ ...saved, isStandIn: result.isStandIn }, { tasks, document, result }),
          );
      }
  }

  async #saveElsewhere(
    unsaved: UnsavedImage,
    target: Target | undefined,
  ): Promise<Omit<SavedNews, 'isStandIn'> | undefined> {
    const uri = await offerSaveAs(unsaved, this.#parts);
    if (!uri) return undefined;
    const { prompt, size } = unsaved.kept;
    const saved = [{ uri, prompt, ...(size && { size }) }];
    const insertion = target && (await this.#insert([{ target, images: saved }]));
    return { saved, ...(insertion && { insertion }) };
  }

  /** Where the images were meant to go, as far as that still stands; else at the cursor. */
  async #insertLater({ saved }: SavedNews, { tasks, document, result }: Finished): Promise<void> {
    const standing = tasks.flatMap(({ target }, index) => {
      const images = (result.outcomes[index]?.saved ?? []).filter((image) => saved.includes(image));
      return target?.range && images.length > 0 ? [{ target, images }] : [];
    });
    if (standing.length > 0) {
      if ((await this.#insert(standing)) !== 'inserted') this.#tellNotInserted();
      return;
    }
    const canReopen = document !== undefined && !(document.isUntitled && document.isClosed);
    const editor = canReopen ? await vscode.window.showTextDocument(document.uri) : vscode.window.activeTextEditor;
    if (!editor) {
      void this.#parts.notices.info(
        vscode.l10n.t('Open the document that gets the image, then run the command again. The image is saved.'),
      );
      return;
    }
    const range = new vscode.Range(editor.selection.active, editor.selection.active);
    const target = new Target(editor.document, { range, placement: 'at', content: 'text' });
    try {
      if ((await this.#insert([{ target, images: saved }])) !== 'inserted') this.#tellNotInserted();
    } finally {
      target.dispose();
    }
  }

  #tellNotInserted(): void {
    void this.#parts.notices.warn(vscode.l10n.t('The document cannot be changed. The image is saved.'));
  }

  async #insert(placed: readonly PlacedImages[]): Promise<InsertionResult> {
    const { snippets } = readSettings(placed[0]?.target.document);
    return insertImages(placed, { comments: this.#parts.comments, snippets });
  }
}

function newsOf({ outcomes, insertion, isStandIn }: SessionResult): SavedNews {
  const saved = outcomes.flatMap((outcome) => outcome.saved);
  return { saved, isStandIn, ...(insertion && { insertion }) };
}

function disposeTargets(tasks: readonly Task[]): void {
  for (const { target } of tasks) target?.dispose();
}
