import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSize } from '../images/image.ts';
import { codeOf, type SaveError } from './saveError.ts';

/** An image that could not be saved where it belongs: its bytes are safe here until they are saved elsewhere. */
export interface KeptImage {
  readonly id: string;
  /** The file name it would have had. */
  readonly name: string;
  readonly prompt: string;
  /** Known as long as the generation is; not after a restart. */
  readonly size?: ImageSize;
  /** The bytes themselves, when they are in memory only: not even the extension's own storage could take them. */
  readonly bytes?: Uint8Array;
}

export interface UnsavedImage {
  readonly kept: KeptImage;
  /** Why it is not where it belongs; absent when there was no such place. */
  readonly reason?: SaveError;
}

/** Images waiting for a place: in the extension's own storage or, when not even that can be written, in memory. */
export class KeptImages {
  readonly #folder: string;
  readonly #inMemory = new Map<string, KeptImage>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Never rejects: on a disk that is full everywhere, the image stays in memory for this session. */
  async keep(bytes: Uint8Array, about: Omit<KeptImage, 'id' | 'bytes'>): Promise<KeptImage> {
    const id = randomUUID();
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(this.#bytesOf(id), bytes, { flag: 'wx', flush: true });
    } catch {
      const kept = { ...about, id, bytes };
      this.#inMemory.set(id, kept);
      await this.#removeFiles(id).catch(() => undefined);
      return kept;
    }
    try {
      await writeFile(this.#noteOf(id), JSON.stringify(about), { flush: true });
    } catch {
      // The bytes are safe; another session will not know their name.
    }
    return { ...about, id };
  }

  async list(): Promise<readonly KeptImage[]> {
    const inMemory = [...this.#inMemory.values()];
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (inMemory.length > 0 || ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return [];
      throw error;
    });
    const ids = names.filter((name) => name.endsWith('.image')).map((name) => name.slice(0, -'.image'.length));
    // What is in memory may have left an incomplete file.
    const onDisk = ids.filter((id) => !this.#inMemory.has(id));
    return [...inMemory, ...(await Promise.all(onDisk.map((id) => this.#describe(id))))];
  }

  async read({ id, bytes }: KeptImage): Promise<Uint8Array> {
    return bytes ?? readFile(this.#bytesOf(id));
  }

  /** Once the image is saved elsewhere, or when the user does not want it. Rejects when it is still on disk. */
  async remove({ id }: KeptImage): Promise<void> {
    if (this.#inMemory.delete(id)) await this.#removeFiles(id).catch(() => undefined);
    else await this.#removeFiles(id);
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

  async #removeFiles(id: string): Promise<void> {
    await rm(this.#bytesOf(id), { force: true });
    await rm(this.#noteOf(id), { force: true });
  }

  #bytesOf(id: string): string {
    return join(this.#folder, `${id}.image`);
  }

  #noteOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
