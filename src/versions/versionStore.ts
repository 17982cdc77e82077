import { randomUUID } from 'node:crypto';
import { mkdir, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageType } from '../images/image.ts';
import type { ImageContent } from '../images/imageContent.ts';
import { fileContent, hashOfFile } from '../workspace/fileContent.ts';
import { reasonOf, SaveError } from '../workspace/saveError.ts';
import { cleanUp, partPath, writePart } from '../workspace/saveOnDisk.ts';
import { makeRoom } from './makeRoom.ts';
import { fileNameOf, movedFile, type Version } from './version.ts';
import { VersionLog } from './versionLog.ts';

/** 1 GB: some hundred images. */
const mostBytes = 2 ** 30;

/** Earlier versions of image files, in the extension's own storage: their bytes by content, and a list of what was when. */
export class VersionStore {
  /** Where the bytes are. */
  readonly folder: string;
  readonly #log: VersionLog;
  readonly #mostBytes: number;

  /** @param folder beside it lies the list, with the same name and `.jsonl` */
  constructor(folder: string, limits: { readonly mostBytes?: number } = {}) {
    this.folder = folder;
    this.#log = new VersionLog(`${folder}.jsonl`);
    this.#mostBytes = limits.mostBytes ?? mostBytes;
  }

  /** Changes whenever something is kept, in any window. */
  get listFile(): string {
    return this.#log.file;
  }

  /**
   * Keeps what a file holds, before something else takes its place. Throws a `SaveError` when it is not safe on disk.
   * @param file as a Uri in text
   */
  async keep(file: string, content: ImageContent, type: ImageType): Promise<Version> {
    const { hash, length: bytes } = content;
    const version: Version = { version: 1, file, hash, type, bytes, at: new Date().toISOString() };
    try {
      await this.#put(version, content);
      await this.#log.append(version);
      // Another window may have made room without knowing the line.
      if (!(await this.#has(version))) await this.#put(version, content);
    } catch (error) {
      if (error instanceof SaveError) throw error;
      const message = `The earlier version could not be kept: ${reasonOf(error)}. Nothing was replaced.`;
      throw new SaveError(message, { cause: error });
    }
    // One version too many is better than an image that cannot be replaced.
    await makeRoom({ folder: this.folder, mostBytes: this.#mostBytes, read: () => this.#log.read() }).catch(
      () => undefined,
    );
    return version;
  }

  /** The earlier versions of a file that are still there: the newest first, each content once. */
  async versionsOf(file: string): Promise<readonly Version[]> {
    const all = (await this.#log.read()).filter((version) => version.file === file);
    const lastOfEach = new Map<string, Version>();
    for (const version of all) {
      lastOfEach.delete(version.hash);
      lastOfEach.set(version.hash, version);
    }
    const versions = [...lastOfEach.values()].toReversed();
    const isThere = await Promise.all(versions.map((version) => this.#has(version)));
    return versions.filter((_, index) => isThere[index]);
  }

  /** The files that have had another content, as Uris in text; its bytes may be gone meanwhile. */
  async files(): Promise<ReadonlySet<string>> {
    return new Set((await this.#log.read()).map(({ file }) => file));
  }

  contentOf(version: Version): ImageContent {
    return fileContent(this.#pathOf(version), version.bytes, version.hash);
  }

  /** A file or a folder has another name now, and its versions go with it. */
  async moved(from: string, to: string): Promise<void> {
    const move = { version: 1, from, to } as const;
    const files = await this.files();
    if ([...files].some((file) => movedFile(file, move) !== undefined)) await this.#log.append(move);
  }

  /** Whole or not at all: under its name lies what the name says. */
  async #put(version: Version, content: ImageContent): Promise<void> {
    const path = this.#pathOf(version);
    if (await this.#renew(version)) return;
    await mkdir(this.folder, { recursive: true });
    const part = partPath(this.folder, version.hash, randomUUID());
    try {
      await writePart(part, content);
      if ((await hashOfFile(part)) !== version.hash)
        throw new SaveError('The image changed while it was read. Nothing was replaced.');
      await rename(part, path);
    } finally {
      await cleanUp(part);
    }
  }

  /** What is there already is as young as if it came now. @returns whether it is there */
  async #renew(version: Version): Promise<boolean> {
    if (!(await this.#has(version))) return false;
    const now = new Date();
    return utimes(this.#pathOf(version), now, now).then(
      () => true,
      () => false,
    );
  }

  async #has(version: Version): Promise<boolean> {
    const found = await stat(this.#pathOf(version)).catch(() => undefined);
    return found?.isFile() === true && found.size === version.bytes;
  }

  #pathOf(version: Version): string {
    return join(this.folder, fileNameOf(version));
  }
}
