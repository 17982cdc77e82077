import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSink } from '../api/imageSink.ts';
import type { ImageContent } from '../images/imageContent.ts';
import type { Recipe } from '../images/recipe.ts';
import { ImageSpool, imageSuffix } from './imageSpool.ts';
import type { RequestNote } from './requestNote.ts';
import type { Windows } from './windows.ts';

export const noteFile = 'request.json';
export const sentFile = 'sent';
export const addressesFile = 'addresses.json';
export const billedFile = 'billed';
export const answeredFile = 'answered';
export const recipeSuffix = '.json';

interface JournalParts {
  /** Has a folder for each request that is under way. */
  readonly folder: string;
  readonly windows: Windows;
  readonly log: (line: string) => void;
}

/**
 * What is under way, written down before it is sent and removed when its images are on disk. What a crash or a reload
 * leaves here is found by `recoverRequests`.
 */
export class RequestJournal {
  readonly #parts: JournalParts;
  #isClosing = false;

  constructor(parts: JournalParts) {
    this.#parts = parts;
  }

  /** Never rejects: a storage that cannot be written stops no request, it only cannot help after a crash. */
  async open(note: Omit<RequestNote, 'version' | 'window'>): Promise<JournalEntry> {
    const { folder, windows, log } = this.#parts;
    const id = randomUUID();
    let place: string | undefined = join(folder, id);
    try {
      await windows.enter();
      await mkdir(place, { recursive: true });
      await writeAtOnce(join(place, noteFile), JSON.stringify({ ...note, version: 1, window: windows.id }));
    } catch (error) {
      log(`The journal cannot be written: ${String(error)}`);
      place = undefined;
    }
    return new JournalEntry(id, { folder: place, log, onEnd: (wasCut) => this.#endOf(place, wasCut) });
  }

  /** The window closes: requests that are cut now stay written down, as nobody knows what becomes of them. */
  dispose(): void {
    this.#isClosing = true;
    this.#parts.windows.dispose();
  }

  async #endOf(place: string | undefined, wasCut: boolean): Promise<void> {
    if (this.#isClosing && wasCut) return;
    if (place !== undefined) await rm(place, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    await this.#parts.windows.leave();
  }
}

interface EntryParts {
  /** Absent when nothing could be written. */
  readonly folder: string | undefined;
  readonly log: (line: string) => void;
  readonly onEnd: (wasCut: boolean) => Promise<void>;
}

/** One request under way. */
export class JournalEntry {
  readonly id: string;
  /** Takes its images while they arrive. */
  readonly sink: ImageSink;
  readonly #parts: EntryParts;

  constructor(id: string, parts: EntryParts) {
    this.id = id;
    this.#parts = parts;
    this.sink = new ImageSpool(parts.folder, parts.log);
  }

  /** From now on its outcome is unknown until it is answered. */
  async markSent(): Promise<void> {
    await this.#write(sentFile, '');
  }

  /** Its cost is about to be written down: twice would be worse than not at all. */
  async markBilled(): Promise<void> {
    await this.#write(billedFile, '');
  }

  /** Where its images are, until they are fetched. */
  async writeAddresses(addresses: readonly string[]): Promise<void> {
    await this.#write(addressesFile, JSON.stringify(addresses));
  }

  /** Everything that will come has come. */
  async markAnswered(): Promise<void> {
    await this.#write(answeredFile, '');
  }

  /** Belongs to an image of the sink until that is on disk where it belongs. */
  async writeRecipe(content: ImageContent, recipe: Recipe): Promise<void> {
    if (content.path?.endsWith(imageSuffix) !== true) return;
    await this.#write(`${nameOf(content.path)}${recipeSuffix}`, JSON.stringify(recipe));
  }

  /** The image is where it belongs, and its recipe is written. */
  async settle(content: ImageContent): Promise<void> {
    const { path } = content;
    if (path === undefined || this.#parts.folder === undefined) return;
    await syncFile(path);
    await rm(path, { force: true }).catch(() => undefined);
    await rm(join(this.#parts.folder, `${nameOf(path)}${recipeSuffix}`), { force: true }).catch(() => undefined);
  }

  /** @param wasCut the request ended before its answer did */
  async close(wasCut: boolean): Promise<void> {
    await this.#parts.onEnd(wasCut);
  }

  async #write(name: string, text: string): Promise<void> {
    if (this.#parts.folder === undefined) return;
    try {
      await writeAtOnce(join(this.#parts.folder, name), text);
    } catch (error) {
      this.#parts.log(`The journal cannot be written: ${String(error)}`);
    }
  }
}

/** Only what is on the disk itself survives a loss of power; where it is linked, the image is the same file. */
async function syncFile(path: string): Promise<void> {
  try {
    await using file = await open(path, 'r+');
    await file.sync();
  } catch {
    // It was moved, or the disk cannot do it.
  }
}

/** `…/0.image` → `0` */
const nameOf = (path: string): string => path.slice(path.search(/[^/\\]+$/), -imageSuffix.length);

/** Whole or not at all. */
async function writeAtOnce(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { flush: true });
  await rename(`${path}.new`, path);
}
