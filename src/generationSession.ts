import * as vscode from 'vscode';
import { defaultBaseUrl, readBaseUrl } from './api/baseUrl.ts';
import { GenerationError } from './api/errors.ts';
import { placeholderModel } from './api/models.ts';
import type { CataloguePrice } from './api/prices.ts';
import { checkRequest, composeRequest, type ImageWish } from './api/request.ts';
import type { ApiKeys } from './apiKey.ts';
import { chooseService } from './chooseService.ts';
import type { Generation, Generator } from './generate.ts';
import { Budget } from './money/budget.ts';
import type { SpendingLedger } from './money/ledger.ts';
import type { Outcome } from './outcome.ts';
import { readSettings, recipesOf, type Settings } from './settings.ts';
import { standInRequest } from './standInRequest.ts';
import type { StyledWish } from './style/styledWish.ts';
import type { HouseStyles } from './style/styleFile.ts';
import { chooseWorkspaceFolder } from './window/chooseWorkspaceFolder.ts';
import type { Log } from './window/log.ts';
import type { Notices } from './window/notices.ts';
import { withProgress } from './window/progress.ts';
import type { PromptHistory } from './window/promptHistory.ts';
import type { RunningGenerations } from './window/runningGenerations.ts';
import { withinBudget } from './withinBudget.ts';
import { imageFolderFor, type ImageFolder } from './workspace/imageFolder.ts';
import { insertImages, type InsertionResult } from './workspace/insertImages.ts';
import type { LanguageComments } from './workspace/languageComments.ts';
import { SaveError } from './workspace/saveError.ts';
import { checkDestination } from './workspace/saveImage.ts';
import type { ReplacedFile } from './workspace/saveOnDisk.ts';
import type { Target } from './workspace/target.ts';

/** One picture that somebody wants, and where its link goes. */
export interface Task {
  readonly wish: ImageWish;
  /** Absent when nothing is inserted. */
  readonly target?: Target;
  /** What the user wrote, of a prompt that has the house style in it already; absent when the style is to be added. */
  readonly words?: string;
  /** The content hash of the image whose recipe is used again. */
  readonly parent?: string;
  /** Where its file goes; absent when the document and the prompt say it. */
  readonly place?: TaskPlace;
  /** Ends this task alone. */
  readonly cancel?: AbortSignal;
  /** Called once everything is checked, right before it is sent. */
  readonly onStart?: () => Promise<void>;
  /** Called when its turn in the queue has come. */
  readonly onTurn?: () => void;
  /** Called when it came to its end, whatever became of the others. */
  readonly onEnd?: (outcome: Outcome) => Promise<void>;
}

/** A place for a file that somebody named. */
export interface TaskPlace {
  readonly folder: ImageFolder;
  /** Of the extension that its bytes turn out to have. */
  readonly fileName: string;
  /** The file whose place it takes; nothing is overwritten when absent. */
  readonly replaces?: ReplacedFile;
  /** The address of the document it is for. */
  readonly document?: string;
}

export interface SessionOptions {
  /** All tasks of a session belong to it: it decides the folder and the settings. */
  readonly document: vscode.TextDocument | undefined;
  /** Whether a person is there to be asked. */
  readonly mayAsk: boolean;
  /** Given by who shows the progress himself; else it is a notification with a cancel button. */
  readonly cancel?: AbortController;
}

export interface SessionResult {
  /** In the order of the tasks. */
  readonly outcomes: readonly Outcome[];
  /** Absent when there was nothing to insert, or the user cancelled. */
  readonly insertion?: InsertionResult;
  readonly isStandIn: boolean;
}

/** One task of several cannot be done as it is. */
export class TaskRefusal extends GenerationError {
  readonly task: Task;

  constructor({ kind, message, facts }: GenerationError, task: Task) {
    super(kind, message, facts);
    this.task = task;
  }
}

/** Restricted Mode: what a stranger's workspace says must not cost money. */
export class UntrustedWorkspace extends Error {
  override readonly name = 'UntrustedWorkspace';
}

interface SessionParts {
  readonly keys: ApiKeys;
  readonly memory: vscode.Memento;
  readonly generator: Generator;
  readonly ledger: SpendingLedger;
  /** What the service itself asks for a model; undefined when that is not known. */
  readonly priceOf: (baseUrl: URL, model: string) => Promise<CataloguePrice | undefined>;
  readonly styles: () => Promise<Pick<HouseStyles, 'apply'>>;
  readonly running: RunningGenerations;
  readonly comments: LanguageComments;
  readonly history: PromptHistory;
  readonly notices: Notices;
  readonly log: Log;
}

/** What happens between a command and its message: everything is checked first, then paid, saved, and linked. */
export class GenerationSession {
  readonly #parts: SessionParts;
  readonly #budget: Budget;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#budget = new Budget(parts.ledger);
  }

  /**
   * Undefined when the user left before anything was sent. Throws a `GenerationError`, a `SaveError` or an
   * `UntrustedWorkspace` when the tasks cannot be done at all; nothing was paid then.
   */
  async run(tasks: readonly Task[], options: SessionOptions): Promise<SessionResult | undefined> {
    if (!vscode.workspace.isTrusted)
      throw new UntrustedWorkspace('Images are not generated in Restricted Mode: trust the workspace first.');
    const settings = readSettings(options.document);
    const prepared = await this.#prepare(tasks, settings, options);
    if (!prepared) return undefined;
    const { generations, isStandIn } = prepared;
    const outcomes = await this.#generate(generations, settings, { cancel: options.cancel, tasks });
    const wasCancelled = outcomes.some(({ failures }) => failures.some(({ kind }) => kind === 'cancelled'));
    const insertion = wasCancelled ? undefined : await this.#insert(tasks, outcomes, settings);
    return { outcomes, isStandIn, ...(insertion && { insertion }) };
  }

  async #prepare(
    tasks: readonly Task[],
    settings: Settings,
    { document, mayAsk }: SessionOptions,
  ): Promise<{ readonly generations: readonly Generation[]; readonly isStandIn: boolean } | undefined> {
    const folder = await this.#folderFor(tasks, settings, { document, mayAsk });
    if (folder === 'left') return undefined;
    const styled = await this.#styled(tasks, settings, folder?.root ?? document?.uri);
    const [first] = styled;
    const model = first?.wish.model ?? first?.defaults.model ?? settings.request.model;
    const baseUrl = readBaseUrl(model === placeholderModel ? defaultBaseUrl : settings.baseUrl);
    for (const [index, each] of styled.entries()) checkTask(tasks[index], each);
    const question = { model, baseUrl, timeoutMs: settings.timeoutMs, mayAsk };
    const service = await chooseService(question, this.#parts);
    if (!service) return undefined;
    const { access, isStandIn } = service;
    const generations = styled.map(async ({ wish, defaults, words }, index) => {
      const { parent, place, onTurn } = tasks[index] ?? {};
      const request = (isStandIn ? standInRequest : composeRequest)(wish, defaults);
      // The local model asks nobody, for a price neither.
      const isLocal = request.model === placeholderModel;
      const price = isLocal ? undefined : await this.#parts.priceOf(baseUrl, request.model);
      return {
        request,
        access: { ...access, ...(price && { price }) },
        ...{ words, parent, onTurn, fileName: place?.fileName, replaces: place?.replaces },
        folder: keptBy(place?.folder ?? folder),
        document: place?.document ?? document?.uri.toString(),
      };
    });
    return { isStandIn, generations: await Promise.all(generations) };
  }

  /** With the house style of the folders that the images go to. */
  async #styled(
    tasks: readonly Task[],
    { request }: Settings,
    place: vscode.Uri | undefined,
  ): Promise<readonly StyledWish[]> {
    const styles = await this.#parts.styles();
    return Promise.all(tasks.map((task) => styles.apply(task, request, task.place?.folder.root ?? place)));
  }

  /** Undefined when nobody but the user knows, and he can be asked later. */
  async #folderFor(
    tasks: readonly Task[],
    settings: Settings,
    { document, mayAsk }: SessionOptions,
  ): Promise<ImageFolder | 'left' | undefined> {
    if (tasks.every(({ place }) => place)) return undefined;
    const { slugOf } = await import('./images/slug.ts');
    const fileName = `${slugOf(tasks[0]?.wish.prompt ?? '')}.png`;
    const workspaceFolder = document || !mayAsk ? undefined : await chooseWorkspaceFolder();
    if (workspaceFolder === 'left') return 'left';
    const folder = await imageFolderFor({
      ...{ document, fileName, setting: settings.folder },
      ...(workspaceFolder && { workspaceFolder }),
    });
    if (folder) await checkDestination(folder);
    else if (!mayAsk) throw new SaveError('There is no folder to save the image in: open one, or save the document.');
    return folder;
  }

  async #generate(
    generations: readonly Generation[],
    settings: Settings,
    { cancel, tasks }: { readonly cancel: AbortController | undefined; readonly tasks: readonly Task[] },
  ): Promise<readonly Outcome[]> {
    const { generator, running, history, log } = this.#parts;
    generator.concurrency = settings.concurrency;
    const [first] = generations;
    if (!first) return [];
    // What a document asked for is no prompt that somebody typed.
    for (const { wish, words, place } of tasks) if (!place) await history.add(words ?? wish.prompt);
    const images = generations.reduce((sum, { request }) => sum + request.count, 0);
    const subject = { prompt: first.words ?? first.request.prompt, model: first.request.model, images };
    return withinBudget({ budget: this.#budget, limits: settings.budget }, generations, async (paid) => {
      for (const task of tasks) await task.onStart?.();
      log.info(`Generating ${images} with ${subject.model}.`);
      const generate = (signal: AbortSignal): Promise<readonly Outcome[]> =>
        Promise.all(paid.map((generation, index) => this.#generateTask(tasks[index], generation, signal)));
      if (!cancel) return withProgress(running, subject, generate);
      return running.track({ ...subject, cancel }, () => generate(cancel.signal));
    });
  }

  async #generateTask(task: Task | undefined, generation: Generation, signal: AbortSignal): Promise<Outcome> {
    const cancel = task?.cancel ? AbortSignal.any([signal, task.cancel]) : signal;
    const outcome = await this.#parts.generator.generate(generation, cancel);
    await task?.onEnd?.(outcome);
    return outcome;
  }

  async #insert(
    tasks: readonly Task[],
    outcomes: readonly Outcome[],
    { snippets }: Settings,
  ): Promise<InsertionResult | undefined> {
    const placed = tasks.flatMap(({ target }, index) => {
      const images = outcomes[index]?.saved ?? [];
      return target && images.length > 0 ? [{ target, images }] : [];
    });
    return placed.length > 0 ? insertImages(placed, { comments: this.#parts.comments, snippets }) : undefined;
  }
}

function checkTask(task: Task | undefined, { wish, defaults }: StyledWish): void {
  try {
    checkRequest(composeRequest(wish, defaults));
  } catch (error) {
    throw error instanceof GenerationError && task ? new TaskRefusal(error, task) : error;
  }
}

/** With who keeps the recipes of the images in it. */
function keptBy(folder: ImageFolder | undefined): ImageFolder | undefined {
  const recipes = folder && recipesOf(folder.root);
  return folder && { ...folder, ...(recipes && { recipes }) };
}
