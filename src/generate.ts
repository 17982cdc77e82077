import pLimit from 'p-limit';
import type { Bill } from './api/bill.ts';
import type { GeneratedBatch, ImageClient, ServiceAccess } from './api/client.ts';
import { cancelled, GenerationError } from './api/errors.ts';
import { drawImage } from './api/localModel.ts';
import { placeholderModel } from './api/models.ts';
import { splitRequest } from './api/request.ts';
import type { ImageRequest } from './images/image.ts';
import { recipeOf } from './images/recipe.ts';
import type { JournalEntry, RequestJournal } from './journal/requestJournal.ts';
import type { Spending } from './money/spending.ts';
import { joinOutcomes, nothing, type Outcome } from './outcome.ts';
import type { ImagePlacer } from './placeImages.ts';
import type { ImageFolder } from './workspace/imageFolder.ts';
import type { ReplacedFile } from './workspace/saveOnDisk.ts';

/** A request that was checked, and where everything about it goes. */
export interface Generation {
  readonly request: ImageRequest;
  /** Unused by the local model. */
  readonly access: ServiceAccess;
  /** Absent when nobody but the user knows: then images are kept until one is chosen. */
  readonly folder: ImageFolder | undefined;
  /** The prompt as the user wrote it, where the house style was added to it. */
  readonly words?: string | undefined;
  /** The content hash of the image whose recipe is used again. */
  readonly parent?: string | undefined;
  /** The address of the document that the images are for. */
  readonly document?: string | undefined;
  /** What the file is called, as far as its type allows; the prompt says it when absent. */
  readonly fileName?: string | undefined;
  /** The file whose place the image takes, as long as it has these bytes. */
  readonly replaces?: ReplacedFile | undefined;
  /** Its turn has come. */
  readonly onTurn?: (() => void) | undefined;
  /** Writes down what an answer cost. */
  readonly spend?: (spending: Spending) => Promise<void>;
}

interface GeneratorParts {
  readonly client: ImageClient;
  readonly journal: RequestJournal;
  readonly placer: ImagePlacer;
  /** Stands for the workspace of this window. */
  readonly workspace: string;
  readonly log: (line: string) => void;
}

/** The walk from a request to files: written down → images → saved → recorded. Requests wait for their turn in one queue. */
export class Generator {
  readonly #parts: GeneratorParts;
  readonly #limit = pLimit(3);

  constructor(parts: GeneratorParts) {
    this.#parts = parts;
  }

  /** How many requests run at the same time, from now on. */
  set concurrency(concurrency: number) {
    this.#limit.concurrency = concurrency;
  }

  /** Never rejects: what fails is part of the outcome, and nothing of it stops the other requests. */
  async generate(generation: Generation, cancel: AbortSignal): Promise<Outcome> {
    const requests = splitRequest(generation.request);
    const outcomes = await Promise.all(
      requests.map((request) => this.#generateOne({ ...generation, request }, cancel)),
    );
    return joinOutcomes(outcomes);
  }

  async #generateOne(generation: Generation, cancel: AbortSignal): Promise<Outcome> {
    const opening = this.#parts.journal.open(this.#noteOf(generation));
    // The turn is taken before anything is waited for: requests go out in the order they were asked for.
    try {
      const outcome = await this.#inTurn(async () => this.#answer(generation, await opening, cancel), cancel);
      const entry = await opening;
      if (isSafe(outcome)) await entry.close(outcome.failures.some(({ kind }) => kind === 'cancelled'));
      return outcome;
    } catch (cause) {
      // The journal keeps what arrived until the next start.
      const message =
        'The image could not be brought to its place. What arrived of it is looked after at the next start.';
      return { ...nothing, failures: [new GenerationError('badAnswer', message, { mayBeBilled: true, cause })] };
    }
  }

  #noteOf({
    request,
    access,
    folder,
    parent,
    document,
    fileName,
    words,
  }: Generation): Parameters<RequestJournal['open']>[0] {
    const isOnDisk = folder?.folder.scheme === 'file';
    return {
      ...{ request, startedAt: new Date().toISOString(), workspace: this.#parts.workspace },
      ...(isLocal(request) ? {} : { service: access.baseUrl.host }),
      ...(isOnDisk && { folder: { path: folder.folder.fsPath, root: folder.root.fsPath } }),
      ...(parent !== undefined && { parent }),
      ...(document !== undefined && { document }),
      ...(fileName !== undefined && { fileName }),
      ...(words !== undefined && { words }),
    };
  }

  async #answer(generation: Generation, entry: JournalEntry, cancel: AbortSignal): Promise<Outcome> {
    const { request, access, folder, words, parent, fileName, replaces } = generation;
    generation.onTurn?.();
    const startedAt = new Date();
    const batch = await this.#images(generation, entry, cancel);
    const making = {
      ...{ request, startedAt, finishedAt: new Date() },
      ...(!isLocal(request) && { service: access.baseUrl.host }),
      ...(parent !== undefined && { parent }),
      ...(words !== undefined && { words }),
    };
    const made = batch.images.map((image) => ({ image, recipe: recipeOf(image, making) }));
    for (const { image, recipe } of made) await entry.writeRecipe(image.content, recipe);
    // Nothing that could still come is missing.
    if (batch.failures.every(({ kind }) => kind !== 'cancelled')) await entry.markAnswered();
    const { placer } = this.#parts;
    const outcomes: Outcome[] = [{ ...nothing, failures: batch.failures }];
    // One after the other: names with numbers then follow the order of the answer.
    for (const { image, recipe } of made) {
      const placed = await placer.place(image, { recipe, folder, id: entry.id, fileName, replaces });
      outcomes.push(placed);
      if (isSafe(placed)) await entry.settle(image.content);
    }
    for (const failure of batch.failures)
      outcomes.push(await placer.salvage(failure, words ?? request.prompt, entry.id));
    return joinOutcomes(outcomes);
  }

  async #images(generation: Generation, entry: JournalEntry, cancel: AbortSignal): Promise<GeneratedBatch> {
    const { request, access } = generation;
    const { sink } = entry;
    try {
      if (isLocal(request)) return { images: [await drawImage(request, { cancel, sink })], failures: [] };
      await entry.markSent();
      const onBill = (bill: Bill): Promise<void> => this.#spend(generation, entry, bill);
      return await this.#parts.client.generate(request, access, { cancel, sink, onBill });
    } catch (error) {
      if (error instanceof GenerationError) return { images: [], failures: [error] };
      if (cancel.aborted) return { images: [], failures: [cancelled(false)] };
      throw error;
    }
  }

  /** What the service answered is paid for, whatever becomes of its images. */
  async #spend(
    { request, access, spend }: Generation,
    entry: JournalEntry,
    { images, cost, isWhole, addresses }: Bill,
  ): Promise<void> {
    if (isWhole) await entry.markAnswered();
    if (addresses.length > 0) await entry.writeAddresses(addresses);
    await entry.markBilled();
    const spending = { at: new Date().toISOString(), model: request.model, service: access.baseUrl.host, images };
    try {
      await spend?.({ version: 1, ...spending, ...(cost && { dollars: cost.dollars, basis: cost.basis }) });
    } catch (error) {
      this.#parts.log(`The cost could not be written down: ${String(error)}`);
    }
  }

  /** A cancelled generation leaves the queue at once. */
  async #inTurn(run: () => Promise<Outcome>, cancel: AbortSignal): Promise<Outcome> {
    const { promise: gone, resolve: leave } = Promise.withResolvers<Outcome>();
    let isRunning = false;
    const onCancel = (): void => {
      if (!isRunning) leave({ ...nothing, failures: [cancelled(false)] });
    };
    cancel.addEventListener('abort', onCancel, { once: true });
    if (cancel.aborted) onCancel();
    const done = this.#limit(() => {
      isRunning = true;
      return cancel.aborted ? gone : run();
    });
    return Promise.race([done, gone]).finally(() => {
      cancel.removeEventListener('abort', onCancel);
    });
  }
}

/** What is kept in memory only ends with the window: the journal's own copy is then found at the next start. */
const isSafe = ({ unsaved }: Outcome): boolean => !unsaved.some(({ kept }) => kept.isInMemory);

const isLocal = ({ model }: ImageRequest): boolean => model === placeholderModel;
