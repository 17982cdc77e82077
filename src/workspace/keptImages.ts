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
  /** The bytes themselves, when not even the extension's own storage could take them. */
  readonly bytes?: Uint8Array;
}

export interface UnsavedImage {
  readonly kept: KeptImage;
  /** Why it is not where it belongs; absent when there was no such place. */
  readonly reason?: SaveError;
}

/** Images waiting for a place, in the extension's own storage. */
export class KeptImages {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Never rejects: on a disk that is full everywhere, the image stays in memory. */
  async keep(bytes: Uint8Array, about: Omit<KeptImage, 'id' | 'bytes'>): Promise<KeptImage> {
    const id = randomUUID();
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(this.#bytesOf(id), bytes, { flag: 'wx', flush: true });
      await writeFile(this.#noteOf(id), JSON.stringify(about), { flush: true });
      return { ...about, id };
    } catch {
      await rm(this.#bytesOf(id), { force: true });
      return { ...about, id, bytes };
    }
  }

  async list(): Promise<readonly KeptImage[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    const ids = names.filter((name) => name.endsWith('.image')).map((name) => name.slice(0, -'.image'.length));
    return Promise.all(ids.map((id) => this.#describe(id)));
  }

  async read({ id, bytes }: KeptImage): Promise<Uint8Array> {
    return bytes ?? readFile(this.#bytesOf(id));
  }

  /** Once the image is saved elsewhere, or when the user does not want it. */
  async remove({ id }: KeptImage): Promise<void> {
    await rm(this.#bytesOf(id), { force: true });
    await rm(this.#noteOf(id), { force: true });
  }

  /** The bytes count; a note that is lost or damaged costs only the name. */
  async #describe(id: string): Promise<KeptImage> {
    const note = await readFile(this.#noteOf(id), 'utf8').then(
      (text) => JSON.parse(text) as Readonly<Record<string, unknown>>,
      () => ({ name: undefined, prompt: undefined }),
    );
    return {
      id,
      name: typeof note.name === 'string' ? note.name : `${id}.png`,
      prompt: typeof note.prompt === 'string' ? note.prompt : '',
    };
  }

  #bytesOf(id: string): string {
    return join(this.#folder, `${id}.image`);
  }

  #noteOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
