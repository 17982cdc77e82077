import * as vscode from 'vscode';
import { defaultBaseUrl, readBaseUrl } from './api/baseUrl.ts';
import { GenerationError } from './api/errors.ts';
import { placeholderModel } from './api/models.ts';
import { checkRequest, composeRequest, type ImageWish } from './api/request.ts';
import type { ApiKeys } from './apiKey.ts';
import { chooseService } from './chooseService.ts';
import type { Generation, Generator, Outcome } from './generate.ts';
import { readSettings, type Settings } from './settings.ts';
import type { Log } from './window/log.ts';
import { withProgress } from './window/progress.ts';
import type { PromptHistory } from './window/promptHistory.ts';
import type { RunningGenerations } from './window/runningGenerations.ts';
import { imageFolderFor } from './workspace/imageFolder.ts';
import { insertImages, type InsertionResult } from './workspace/insertImages.ts';
import type { LanguageComments } from './workspace/languageComments.ts';
import { SaveError } from './workspace/saveError.ts';
import { checkDestination } from './workspace/saveImage.ts';
import type { Target } from './workspace/target.ts';

/** One picture that somebody wants, and where its link goes. */
export interface Task {
  readonly wish: ImageWish;
  /** Absent when nothing is inserted. */
  readonly target?: Target;
  /** The content hash of the image whose recipe is used again. */
  readonly parent?: string;
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
  readonly running: RunningGenerations;
  readonly comments: LanguageComments;
  readonly history: PromptHistory;
  readonly log: Log;
}

/** What happens between a command and its message: everything is checked first, then paid, saved, and linked. */
export class GenerationSession {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
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
    const outcomes = await this.#generate(generations, settings, options.cancel);
    const wasCancelled = outcomes.some(({ failures }) => failures.some(({ kind }) => kind === 'cancelled'));
    const insertion = wasCancelled ? undefined : await this.#insert(tasks, outcomes, settings);
    return { outcomes, isStandIn, ...(insertion && { insertion }) };
  }

  async #prepare(
    tasks: readonly Task[],
    settings: Settings,
    { document, mayAsk }: SessionOptions,
  ): Promise<{ readonly generations: readonly Generation[]; readonly isStandIn: boolean } | undefined> {
    const model = tasks[0]?.wish.model ?? settings.request.model;
    const baseUrl = readBaseUrl(model === placeholderModel ? defaultBaseUrl : settings.baseUrl);
    for (const task of tasks) checkTask(task, settings);
    const { slugOf } = await import('./images/slug.ts');
    const fileName = `${slugOf(tasks[0]?.wish.prompt ?? '')}.png`;
    const workspaceFolder = document || !mayAsk ? undefined : await chooseWorkspaceFolder();
    if (workspaceFolder === 'left') return undefined;
    const folder = await imageFolderFor({
      ...{ document, fileName, setting: settings.folder },
      ...(workspaceFolder && { workspaceFolder }),
    });
    if (folder) await checkDestination(folder);
    else if (!mayAsk) throw new SaveError('There is no folder to save the image in: open one, or save the document.');
    const question = { model, baseUrl, timeoutMs: settings.timeoutMs, mayAsk };
    const service = await chooseService(question, this.#parts.keys, this.#parts.memory);
    if (!service) return undefined;
    const { access, isStandIn } = service;
    const requests = tasks.map(({ wish }) =>
      isStandIn ? standInRequest(wish, settings) : composeRequest(wish, settings.request),
    );
    const generations = requests.map((request, index) => ({ request, access, folder, parent: tasks[index]?.parent }));
    return { isStandIn, generations };
  }

  async #generate(
    generations: readonly Generation[],
    settings: Settings,
    cancel: AbortController | undefined,
  ): Promise<readonly Outcome[]> {
    const { generator, running, history, log } = this.#parts;
    generator.concurrency = settings.concurrency;
    const [first] = generations;
    if (!first) return [];
    for (const { request } of generations) await history.add(request.prompt);
    const images = generations.reduce((sum, { request }) => sum + request.count, 0);
    const subject = { prompt: first.request.prompt, model: first.request.model, images };
    log.info(`Generating ${images} with ${subject.model}.`);
    const generate = (signal: AbortSignal): Promise<readonly Outcome[]> =>
      Promise.all(generations.map((generation) => generator.generate(generation, signal)));
    if (!cancel) return withProgress(running, subject, generate);
    return running.track({ ...subject, cancel }, () => generate(cancel.signal));
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

function checkTask(task: Task, settings: Settings): void {
  try {
    checkRequest(composeRequest(task.wish, settings.request));
  } catch (error) {
    throw error instanceof GenerationError ? new TaskRefusal(error, task) : error;
  }
}

/** The placeholder knows only the prompt, the size and the count; the rest of a wish is for the real model. */
function standInRequest({ prompt, count, size }: ImageWish, settings: Settings) {
  const wish = { prompt, model: placeholderModel, count: count ?? settings.request.count };
  const wanted = size ?? settings.request.size;
  const request = composeRequest({ ...wish, ...(wanted && { size: wanted }) }, settings.request);
  try {
    checkRequest(request);
    return request;
  } catch {
    return composeRequest({ ...wish, size: 'auto' }, settings.request);
  }
}

/** Undefined when there is nothing to choose. */
async function chooseWorkspaceFolder(): Promise<vscode.Uri | 'left' | undefined> {
  if ((vscode.workspace.workspaceFolders?.length ?? 0) < 2) return undefined;
  const placeHolder = vscode.l10n.t('Which folder gets the image?');
  const folder = await vscode.window.showWorkspaceFolderPick({ placeHolder });
  return folder?.uri ?? 'left';
}
