import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { GenerationError } from '../api/errors.ts';
import type { ImageWish } from '../api/request.ts';
import type { GenerationSession, SessionResult, Task } from '../generationSession.ts';
import { openSettings, type Remedies } from '../remedies.ts';
import type { Log } from '../window/log.ts';
import { labelOf, remedyFor, wordsFor } from '../window/messages.ts';
import type { KeptImages } from '../workspace/keptImages.ts';
import { savedElsewhere, shortfallOf, type Trouble } from './jobTrouble.ts';
import type { Job } from './cards.ts';
import type { Draft } from './protocol.ts';

interface JobParts {
  readonly session: GenerationSession;
  readonly remedies: Remedies;
  readonly log: Log;
  /** Files that were just written: the gallery lists them. */
  readonly onSaved: (uris: readonly vscode.Uri[]) => Listing;
  readonly keptImages: KeptImages;
  /** Puts a kept image where it belongs now. */
  readonly onSaveKept: (id: string) => Promise<void>;
  /** A prompt that was not sent, or that is to be changed. */
  readonly onReturn: (draft: Partial<Draft>) => void;
  /** A job came to its end. */
  readonly onEnd: (job: Job) => void;
}

export interface Order {
  readonly wish: ImageWish;
  readonly draft: Partial<Draft>;
  /** What the user wrote, when the prompt is that of a recipe. */
  readonly words?: string;
  readonly document: vscode.TextDocument | undefined;
}

/** What becomes of new files in the gallery. */
export interface Listing {
  /** The ids that they have there, or will have. */
  readonly ids: readonly string[];
  /** The files that it does not show after all. */
  readonly missing: Promise<readonly vscode.Uri[]>;
}

interface RunningJob {
  readonly order: Order;
  readonly cancel: AbortController;
  job: Job;
  trouble?: Trouble;
}

/** Finished cards that are remembered; older ones are simply images of the gallery. */
const mostFinished = 20;

/** The generations that the panel began. They outlive it: a panel only shows them. */
export class Jobs implements vscode.Disposable {
  readonly #parts: JobParts;
  readonly #jobs = new Map<string, RunningJob>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(parts: JobParts) {
    this.#parts = parts;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      parts.keptImages.onDidChange(() => {
        this.#forgetPlaced().catch((error: unknown) => {
          parts.log.error('The kept images could not be listed.', error);
        });
      }),
    );
  }

  /** Newest first. */
  get list(): readonly Job[] {
    return [...this.#jobs.values()].map(({ job }) => job).reverse();
  }

  async start(order: Order): Promise<void> {
    const { prompt, model = '', count = 1 } = order.wish;
    const id = randomUUID();
    const job: Job = {
      id,
      prompt: order.words ?? prompt,
      model,
      count,
      startedAt: Date.now(),
      status: 'running',
      images: [],
    };
    const running: RunningJob = { order, job, cancel: new AbortController() };
    this.#jobs.set(id, running);
    this.#changed.fire();
    try {
      await this.#run(running);
    } catch (error) {
      this.#parts.log.error('Refused.', error);
      this.#fail(running, this.#refusalOf(running, error));
    }
    this.#forgetOldest();
    this.#changed.fire();
    if (this.#jobs.has(id)) this.#parts.onEnd(running.job);
  }

  cancel(id: string): void {
    this.#jobs.get(id)?.cancel.abort();
  }

  dismiss(id: string): void {
    if (this.#jobs.get(id)?.job.status !== 'running' && this.#jobs.delete(id)) this.#changed.fire();
  }

  /** Cards that are nothing but images now go with the panel that showed them. */
  forgetDone(): void {
    for (const [id, { job }] of this.#jobs) if (job.status === 'done') this.#jobs.delete(id);
  }

  /** Does what the button of a failed card says. */
  async solve(id: string): Promise<void> {
    await this.#jobs.get(id)?.trouble?.solve?.();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #run(running: RunningJob): Promise<void> {
    const { order, cancel } = running;
    const { parent } = order.draft;
    const { wish, words } = order;
    const task: Task = { wish, ...(words !== undefined && { words }), ...(parent !== undefined && { parent }) };
    const result = await this.#parts.session.run([task], { document: order.document, mayAsk: true, cancel });
    if (!result) {
      // The user left before anything was sent: the prompt goes back to where it came from.
      this.#jobs.delete(running.job.id);
      this.#parts.onReturn(order.draft);
      return;
    }
    const saved = result.outcomes.flatMap((outcome) => outcome.saved);
    const { ids, missing } = this.#parts.onSaved(saved.map(({ uri }) => uri));
    running.job = { ...running.job, status: 'done', images: ids };
    const trouble = this.#troubleOf(running, result);
    if (trouble) this.#fail(running, trouble);
    this.#changed.fire();
    const [elsewhere] = await missing;
    if (elsewhere && !trouble) this.#fail(running, savedElsewhere(elsewhere));
  }

  #fail(running: RunningJob, trouble: Trouble): void {
    const { status, message, label } = trouble;
    running.trouble = trouble;
    running.job = { ...running.job, status, message, ...(label && { remedy: label }) };
  }

  #troubleOf(running: RunningJob, { outcomes }: SessionResult): Trouble | undefined {
    for (const failure of outcomes.flatMap(({ failures }) => failures))
      this.#parts.log.error(`Failed (${failure.kind}).`, failure);
    const shortfall = shortfallOf(outcomes, running.job.count);
    if (!shortfall) return undefined;
    const { failure, kept, missing, message } = shortfall;
    // Each kept image has a card of its own: the button is for what failed.
    if (failure) return { ...this.#failureOf(running, failure, missing), ...(kept.length > 0 && { message }) };
    return {
      ...{ status: 'failed', message, kept, label: vscode.l10n.t('Save Kept Images') },
      solve: async () => {
        for (const id of kept) await this.#parts.onSaveKept(id);
      },
    };
  }

  #refusalOf(running: RunningJob, error: unknown): Trouble {
    // Not by class: what is loaded lazily has classes of its own.
    const name = error instanceof Error ? error.name : '';
    if (name === 'GenerationError') return this.#failureOf(running, error as GenerationError, running.job.count);
    const message = error instanceof Error ? error.message : String(error);
    if (name === 'SaveError')
      return { status: 'failed', message, label: vscode.l10n.t('Open Settings'), solve: () => openSettings('folder') };
    return { status: 'failed', message };
  }

  #failureOf(running: RunningJob, error: GenerationError, missing: number): Trouble {
    if (error.kind === 'cancelled') {
      const message = error.facts.mayBeBilled
        ? vscode.l10n.t('Cancelled. The service may still finish the image and bill it.')
        : vscode.l10n.t('Cancelled.');
      return { status: 'cancelled', message };
    }
    const remedy = remedyFor(error);
    const solve = (): Promise<void> =>
      remedy === 'editPrompt' ? this.#editPrompt(running) : this.#repeat(running, error, missing);
    return { status: 'failed', message: wordsFor(error), label: labelOf(remedy, error.facts), solve };
  }

  #editPrompt({ job, order }: RunningJob): Promise<void> {
    this.dismiss(job.id);
    this.#parts.onReturn(order.draft);
    return Promise.resolve();
  }

  /** Only what is missing is asked for again. */
  async #repeat({ job, order }: RunningJob, error: GenerationError, missing: number): Promise<void> {
    const task: Task = { wish: { ...order.wish, count: missing } };
    const trouble = { error, tasks: [task], faulty: [task], document: order.document };
    const [again] = await this.#parts.remedies.apply(remedyFor(error), trouble);
    if (!again) return;
    this.dismiss(job.id);
    await this.start({ ...order, wish: again.wish });
  }

  /** A card that tells of kept images only has nothing to say once they are all in their places. */
  async #forgetPlaced(): Promise<void> {
    const list = await this.#parts.keptImages.list();
    const kept = new Set(list.map(({ id }) => id));
    for (const [id, { trouble }] of this.#jobs)
      if (trouble?.kept && !trouble.kept.some((image) => kept.has(image))) this.dismiss(id);
  }

  #forgetOldest(): void {
    const finished = [...this.#jobs].filter(([, { job }]) => job.status === 'done');
    for (const [id] of finished.slice(0, Math.max(0, finished.length - mostFinished))) this.#jobs.delete(id);
  }
}
