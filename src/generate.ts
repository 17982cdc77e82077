import pLimit from 'p-limit';
import type { GeneratedBatch, ImageClient, ServiceAccess } from './api/client.ts';
import { cancelled, GenerationError } from './api/errors.ts';
import { placeholderModel } from './api/models.ts';
import { drawImage } from './api/localModel.ts';
import { splitRequest } from './api/request.ts';
import type { GeneratedImage, ImageRequest, ImageType } from './images/image.ts';
import { extensionOf, imageType } from './images/imageType.ts';
import { recipeOf, type Making } from './images/recipe.ts';
import type { ImageFolder } from './workspace/imageFolder.ts';
import type { KeptImages, UnsavedImage } from './workspace/keptImages.ts';
import type { Recipes } from './workspace/recipes.ts';
import type { SavedImage } from './workspace/savedImage.ts';
import { saveImage, type NewFile } from './workspace/saveImage.ts';
import { asSaveError, SaveError } from './workspace/saveError.ts';

/** A request that was checked, and where everything about it goes. */
export interface Generation {
  readonly request: ImageRequest;
  /** Unused by the local model. */
  readonly access: ServiceAccess;
  /** Absent when nobody but the user knows: then images are kept until one is chosen. */
  readonly folder: ImageFolder | undefined;
  /** The content hash of the image whose recipe is used again. */
  readonly parent?: string | undefined;
}

/** What became of a generation. Every image that arrived is either saved or kept. */
export interface Outcome {
  readonly saved: readonly SavedImage[];
  readonly unsaved: readonly UnsavedImage[];
  readonly failures: readonly GenerationError[];
}

interface GeneratorParts {
  readonly client: ImageClient;
  readonly recipes: Recipes;
  readonly keptImages: KeptImages;
  readonly log: (line: string) => void;
}

/** The walk from a request to files: images → saved → recorded. Requests wait for their turn in one queue. */
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

  /** Rejects only when there is a fault in the product; failures of the service are part of the outcome. */
  async generate(generation: Generation, cancel: AbortSignal): Promise<Outcome> {
    const requests = splitRequest(generation.request);
    const outcomes = await Promise.all(
      requests.map((request) => this.#inTurn(() => this.#generateOne({ ...generation, request }, cancel), cancel)),
    );
    return joinOutcomes(outcomes);
  }

  async #generateOne({ request, access, folder, parent }: Generation, cancel: AbortSignal): Promise<Outcome> {
    const startedAt = new Date();
    const isLocal = request.model === placeholderModel;
    const batch = await this.#images(request, access, cancel);
    const making = {
      ...{ request, startedAt, finishedAt: new Date() },
      ...(!isLocal && { service: access.baseUrl.host }),
      ...(parent !== undefined && { parent }),
    };
    const outcomes = [await this.#salvage(batch.failures, request)];
    // One after the other: names with numbers then follow the order of the answer.
    for (const image of batch.images) outcomes.push(await this.#place(image, making, folder));
    return joinOutcomes(outcomes);
  }

  async #images(request: ImageRequest, access: ServiceAccess, cancel: AbortSignal): Promise<GeneratedBatch> {
    try {
      if (request.model === placeholderModel) return { images: [await drawImage(request, cancel)], failures: [] };
      return await this.#parts.client.generate(request, access, cancel);
    } catch (error) {
      if (error instanceof GenerationError) return { images: [], failures: [error] };
      if (cancel.aborted) return { images: [], failures: [cancelled(false)] };
      throw error;
    }
  }

  /** From here on the image is paid for: nothing may lose it, a cancel included. */
  async #place(image: GeneratedImage, making: Making, folder: ImageFolder | undefined): Promise<Outcome> {
    const { prompt } = making.request;
    const file = await fileFor(prompt, image.bytes, image.type);
    const outcome = await this.#save(file, folder, { prompt, ...(image.size && { size: image.size }) });
    await this.#record(image, making);
    return outcome;
  }

  async #save(file: NewFile, folder: ImageFolder | undefined, about: Omit<SavedImage, 'uri'>): Promise<Outcome> {
    if (!folder) return this.#keep(file, about);
    try {
      const uri = await saveImage(file, folder);
      return { ...nothing, saved: [{ ...about, uri, ...(folder.webRoot && { webRoot: folder.webRoot }) }] };
    } catch (error) {
      return this.#keep(file, about, asSaveError(error, folder.folder.path));
    }
  }

  async #keep(file: NewFile, about: Omit<SavedImage, 'uri'>, reason?: SaveError): Promise<Outcome> {
    const kept = await this.#parts.keptImages.keep(file.bytes, { ...about, name: `${file.stem}.${file.extension}` });
    return { ...nothing, unsaved: [{ kept, ...(reason && { reason }) }] };
  }

  /** What arrived of a damaged image may still be of use, and cannot be had again without paying. */
  async #salvage(failures: readonly GenerationError[], { prompt }: ImageRequest): Promise<Outcome> {
    const outcomes: Outcome[] = [{ ...nothing, failures }];
    for (const { message, facts } of failures) {
      const type = facts.salvage && imageType(facts.salvage);
      if (!facts.salvage) continue;
      const file = await fileFor(prompt, facts.salvage, type);
      outcomes.push(await this.#keep(file, { prompt }, new SaveError(message)));
    }
    return joinOutcomes(outcomes);
  }

  /** A recipe that cannot be written is a loss, but no reason to lose the image, too. */
  async #record(image: GeneratedImage, making: Making): Promise<void> {
    try {
      await this.#parts.recipes.append(recipeOf(image, making));
    } catch (error) {
      this.#parts.log(`The recipe could not be written: ${String(error)}`);
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

/** The letters of all scripts, for readable names, are a bundle of their own. */
async function fileFor(prompt: string, bytes: Uint8Array, type: ImageType | undefined): Promise<NewFile> {
  const { slugOf } = await import('./images/slug.ts');
  return { bytes, stem: slugOf(prompt), extension: type ? extensionOf(type) : 'bin' };
}

const nothing: Outcome = { saved: [], unsaved: [], failures: [] };

function joinOutcomes(outcomes: readonly Outcome[]): Outcome {
  return {
    saved: outcomes.flatMap(({ saved }) => saved),
    unsaved: outcomes.flatMap(({ unsaved }) => unsaved),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}
