import { hash } from 'node:crypto';
import type { FileFacts } from './readFacts.ts';

/** A listed image; replaced, never changed. */
export interface ImageFile {
  readonly id: string;
  readonly root: number;
  /** Relative to the root. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: number;
  readonly facts?: FileFacts | undefined;
}

export function idOf(rootPath: string, path: string): string {
  return hash('sha256', `${rootPath}\0${path}`, 'buffer').subarray(0, 12).toString('base64url');
}

/** All listed images, by id and by content. */
export class ImageFiles {
  readonly #byId = new Map<string, ImageFile>();
  readonly #idsByHash = new Map<string, Set<string>>();

  get(id: string): ImageFile | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<ImageFile> {
    return this.#byId.values();
  }

  /** Those whose files changed last come first. */
  newestFirst(): readonly ImageFile[] {
    return [...this.#byId.values()].sort((one, other) => other.modifiedAt - one.modifiedAt);
  }

  /** By path, in whatever order they were read; none for the empty hash of files that were not. */
  withHash(hash: string): readonly ImageFile[] {
    const ids = hash === '' ? [] : (this.#idsByHash.get(hash) ?? []);
    const files = Array.from(ids).flatMap((id) => this.#byId.get(id) ?? []);
    return files.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  put(file: ImageFile): void {
    this.#forgetHash(file.id);
    this.#byId.set(file.id, file);
    if (!file.facts?.hash) return;
    const ids = this.#idsByHash.get(file.facts.hash) ?? new Set();
    this.#idsByHash.set(file.facts.hash, ids.add(file.id));
  }

  remove(id: string): void {
    this.#forgetHash(id);
    this.#byId.delete(id);
  }

  #forgetHash(id: string): void {
    const hash = this.#byId.get(id)?.facts?.hash ?? '';
    const ids = this.#idsByHash.get(hash);
    ids?.delete(id);
    if (ids?.size === 0) this.#idsByHash.delete(hash);
  }
}
