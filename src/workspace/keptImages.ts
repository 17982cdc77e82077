import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ImageSize } from '../images/image.ts';
import type { ImageContent } from '../images/imageContent.ts';
import { codeOf, type SaveError } from './saveError.ts';

/** An image that could not be saved where it belongs: its bytes are safe here until they are saved elsewhere. */
export interface KeptImage {
  readonly id: string;
  /** The file name it would have had. */
  readonly name: string;
  readonly prompt: string;
  /** Known as long as the generation is; not after a restart. */
  readonly size?: ImageSize;
  /** Its bytes are in memory only: not even the extension's own storage could take them. */
  readonly isInMemory?: true;
}

export interface UnsavedImage {
  readonly kept: KeptImage;
  /** Why it is not where it belongs; absent when there was no such place. */
  readonly reason?: SaveError;
  /** Not all of it arrived. */
  readonly isPart?: true;
}

interface ImageInMemory {
  readonly kept: KeptImage;
  readonly bytes: Uint8Array;
}

/** Images waiting for a place: in the extension's own storage or, when not even that can be written, in memory. */
export class KeptImages {
  readonly folder: string;
  readonly #inMemory = new Map<string, ImageInMemory>();
  readonly #listeners = new Set<() => void>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Rejects only when the bytes cannot even be read: on a disk that is full
   * everywhere, the image stays in memory for this session.
   */
  async keep(content: ImageContent, about: Omit<KeptImage, 'id' | 'isInMemory'>): Promise<KeptImage> {
    const id = randomUUID();
    try {
      await mkdir(this.folder, { recursive: true });
      // The note comes first: bytes without one would have no name.
      await this.#writeNote(id, about);
      await put(content, this.#pathOf(id, about.name));
    } catch {
      const kept = { ...about, id, isInMemory: true as const };
      this.#inMemory.set(id, { kept, bytes: await content.read(0, content.length) });
      await this.#removeFiles(id).catch(() => undefined);
      this.#tellChange();
      return kept;
    }
    this.#tellChange();
    return { ...about, id };
  }

  /** Calls back when something was kept or removed by this window. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  async list(): Promise<readonly KeptImage[]> {
    const inMemory = [...this.#inMemory.values()].map(({ kept }) => kept);
    const names = await this.#files().catch((error: unknown) => {
      if (inMemory.length > 0) return [];
      throw error;
    });
    // What is in memory may have left an incomplete file.
    const onDisk = names.map(idOf).filter((id) => !this.#inMemory.has(id));
    return [...inMemory, ...(await Promise.all(onDisk.map((id) => this.#describe(id))))];
  }

  async read(kept: KeptImage): Promise<Uint8Array> {
    return this.#inMemory.get(kept.id)?.bytes ?? readFile(await this.#fileOf(kept));
  }

  /** The name of its file in the folder; undefined for an image in memory, or one that is gone. */
  async fileNameOf({ id }: KeptImage): Promise<string | undefined> {
    return (await this.#files()).find((name) => idOf(name) === id);
  }

  /** Once the image is saved elsewhere, or when the user does not want it. Rejects when it is still on disk. */
  async remove({ id }: KeptImage): Promise<void> {
    if (this.#inMemory.delete(id)) await this.#removeFiles(id).catch(() => undefined);
    else await this.#removeFiles(id);
    this.#tellChange();
  }

  async #files(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return [];
      throw error;
    });
    return names.filter((name) => !name.endsWith(noteSuffix) && !name.endsWith(halfSuffix));
  }

  async #fileOf(kept: KeptImage): Promise<string> {
    return join(this.folder, (await this.fileNameOf(kept)) ?? kept.id);
  }

  #tellChange(): void {
    for (const listener of this.#listeners) listener();
  }

  /** The bytes count; a note that is lost or damaged costs only the name and the prompt. */
  async #describe(id: string): Promise<KeptImage> {
    const { name, prompt } = await this.#readNote(id);
    return {
      id,
      name: typeof name === 'string' && name !== '' ? name : `${id}.png`,
      prompt: typeof prompt === 'string' ? prompt : '',
    };
  }

  async #readNote(id: string): Promise<{ readonly name?: unknown; readonly prompt?: unknown }> {
    try {
      const note: unknown = JSON.parse(await readFile(this.#noteOf(id), 'utf8'));
      return typeof note === 'object' && note !== null ? note : {};
    } catch {
      return {};
    }
  }

  /** Without it the bytes are safe as well; another session will not know their name. */
  async #writeNote(id: string, about: object): Promise<void> {
    try {
      await writeFile(this.#noteOf(id), JSON.stringify(about), { flush: true });
    } catch {
      await rm(this.#noteOf(id), { force: true }).catch(() => undefined);
    }
  }

  async #removeFiles(id: string): Promise<void> {
    const names = (await this.#files()).filter((name) => idOf(name) === id);
    for (const name of names) await rm(join(this.folder, name), { force: true });
    await rm(this.#noteOf(id), { force: true });
  }

  /** With the extension that the image will have, so that a page can show it. */
  #pathOf(id: string, name: string): string {
    return join(this.folder, `${id}${/^\.[a-z]{1,8}$/.test(extname(name)) ? extname(name) : '.image'}`);
  }

  #noteOf(id: string): string {
    return join(this.folder, `${id}${noteSuffix}`);
  }
}

const noteSuffix = '.json';
const halfSuffix = '.half';

const idOf = (fileName: string): string => fileName.slice(0, -extname(fileName).length);

/** A second name for the same file where the disk has such: what a crash leaves is found again under both. */
async function put(content: ImageContent, path: string): Promise<void> {
  if (content.path !== undefined)
    try {
      await link(content.path, path);
      return;
    } catch {
      // A disk without links, or not the same one.
    }
  const half = `${path}${halfSuffix}`;
  try {
    await writeFile(half, await content.read(0, content.length), { flag: 'wx', flush: true });
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    throw error;
  }
}
