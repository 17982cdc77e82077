import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from './diskTree.ts';
import { inParallel } from './slices.ts';
import { writeWhole } from './wholeFile.ts';

const dayMs = 86_400_000;
const largestThumbnail = 200 * 1024;

const mostBytesOfAll = 200 * 2 ** 20;

/** Small pictures by the content they show: `<hash>.webp`, for all windows. What was not seen for longest goes first. */
export class ThumbnailStore {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  readonly #mostBytes: number;
  readonly #hashes = new Set<string>();
  readonly #usedAt = new Map<string, number>();
  #loading: Promise<void> | undefined;
  /** Unknown before the first writing. */
  #bytes: number | undefined;
  #evicting: Promise<void> | undefined;

  /** `mostBytes` is for all thumbnails together. */
  constructor(folder: string, log: (line: string) => void, mostBytes = mostBytesOfAll) {
    this.#folder = folder;
    this.#log = log;
    this.#mostBytes = mostBytes;
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  has(hash: string): boolean {
    return this.#hashes.has(hash);
  }

  /** Rejects when the disk does not take it. */
  async write(hash: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeWhole(this.#fileOf(hash), bytes);
    this.#hashes.add(hash);
    this.#usedAt.set(hash, Date.now());
    if (this.#bytes !== undefined) this.#bytes += bytes.length;
    if ((this.#bytes ?? Infinity) > this.#mostBytes)
      await (this.#evicting ??= this.#evict().finally(() => (this.#evicting = undefined)));
  }

  /** Keeps them from being evicted; a file's date is written once a day at most. */
  async use(hashes: readonly string[]): Promise<void> {
    const now = Date.now();
    const isDue = (hash: string): boolean => this.has(hash) && now - (this.#usedAt.get(hash) ?? 0) > dayMs;
    const due = hashes.filter(isDue);
    for (const hash of due) this.#usedAt.set(hash, now);
    await inParallel(due, 2, async (hash) => {
      try {
        const { mtimeMs } = await stat(this.#fileOf(hash));
        if (now - mtimeMs > dayMs) await utimes(this.#fileOf(hash), now / 1000, now / 1000);
      } catch (error) {
        if (isGone(error)) this.#hashes.delete(hash);
      }
    });
  }

  async #load(): Promise<void> {
    try {
      for (const name of await readdir(this.#folder)) {
        const hash = /^([0-9a-f]{64})\.webp$/.exec(name)?.[1];
        if (hash !== undefined) this.#hashes.add(hash);
      }
    } catch (error) {
      if (!isGone(error)) this.#log(`The thumbnails cannot be listed. ${String(error)}`);
    }
  }

  /** Counts what is there, of other windows too, and makes some room when it is too much. */
  async #evict(): Promise<void> {
    const [folder, mostBytes] = [this.#folder, this.#mostBytes];
    const files: { readonly name: string; readonly bytes: number; readonly usedAt: number }[] = [];
    await inParallel(await readdir(folder), 8, async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      if (found?.isFile()) files.push({ name, bytes: found.size, usedAt: found.mtimeMs });
    });
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const enough = bytes > mostBytes ? mostBytes * 0.9 : mostBytes;
    for (const file of files.sort((one, other) => one.usedAt - other.usedAt)) {
      const isLeftOver = file.name.includes('.part-') && Date.now() - file.usedAt > dayMs;
      if (bytes <= enough && !isLeftOver) continue;
      await rm(join(folder, file.name), { force: true }).catch((error: unknown) => {
        this.#log(`A thumbnail cannot be removed. ${String(error)}`);
      });
      this.#hashes.delete(file.name.replace(/\.webp$/, ''));
      bytes -= file.bytes;
    }
    this.#bytes = bytes;
  }

  #fileOf(hash: string): string {
    return join(this.#folder, `${hash}.webp`);
  }
}

/** Whether these bytes may be kept as a thumbnail: a WebP by its start, and small. */
export function isThumbnail(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return bytes.length <= largestThumbnail && /^RIFF[^]{4}WEBP$/.test(start);
}
