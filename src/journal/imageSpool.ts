import { createHash, type Hash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArrivingImage, ImageSink } from '../api/imageSink.ts';
import type { ImageContent } from '../images/imageContent.ts';
import { memoryContent } from '../images/memoryContent.ts';
import { fileContent } from '../workspace/fileContent.ts';

export const imageSuffix = '.image';
export const partSuffix = '.part';

/** How many bytes wait in memory for the disk before the sender has to. */
const mostWaiting = 1024 * 1024;

/** A folder that takes images while they arrive: `0.part`, and once it is whole `0.image`. */
export class ImageSpool implements ImageSink {
  readonly #folder: string | undefined;
  readonly #log: (line: string) => void;
  #count = 0;

  /** Without a folder, images are held in memory. */
  constructor(folder: string | undefined, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  begin(): ArrivingImage {
    const name = this.#folder === undefined ? undefined : join(this.#folder, String(this.#count++));
    return new SpooledImage(name, this.#log);
  }

  forget({ path }: ImageContent): void {
    if (path !== undefined) void rm(path, { force: true }).catch(() => undefined);
  }
}

/** Written by one write after the other. A disk that fails is left for memory: paid bytes are not given up. */
class SpooledImage implements ArrivingImage {
  readonly #name: string | undefined;
  readonly #log: (line: string) => void;
  readonly #hash: Hash = createHash('sha256');
  #length = 0;
  #file: FileHandle | undefined;
  /** What is not on disk yet, or never will be. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isOnDisk: boolean;
  #writing: Promise<void> | undefined;
  /** Set when not even memory has all bytes any more. */
  #loss: Error | undefined;

  constructor(name: string | undefined, log: (line: string) => void) {
    this.#name = name;
    this.#log = log;
    this.#isOnDisk = name !== undefined;
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (bytes.length === 0) return undefined;
    this.#hash.update(bytes);
    this.#length += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (!this.#isOnDisk) return undefined;
    // At once: what the disk has outlives this process.
    this.#writing ??= this.#flush();
    return this.#waitingBytes < mostWaiting ? undefined : this.#writing;
  }

  async end(): Promise<ImageContent> {
    await this.#writeAll();
    const hash = this.#hash.digest('hex');
    if (this.#isOnDisk && this.#name !== undefined) {
      const path = `${this.#name}${imageSuffix}`;
      try {
        // Still open: bytes whose folder went away can be read all the same.
        await rename(`${this.#name}${partSuffix}`, path);
        await this.#close();
        return fileContent(path, this.#length, hash);
      } catch (error) {
        await this.#leaveDisk(error);
      }
    }
    await this.#removePart();
    if (this.#loss) throw this.#loss;
    return memoryContent(Buffer.concat(this.#waiting));
  }

  async discard(): Promise<void> {
    await this.#writing;
    this.#waiting = [];
    await this.#removePart();
  }

  async #writeAll(): Promise<void> {
    await this.#writing;
    if (this.#isOnDisk) await this.#flush();
  }

  async #flush(): Promise<void> {
    try {
      // An image without bytes is a file, too.
      this.#file ??= await open(`${this.#name}${partSuffix}`, 'wx+');
      while (this.#waitingBytes > 0) {
        // More may come meanwhile, to the end of those that wait.
        const pieces = this.#waiting.slice();
        await writeFully(this.#file, pieces);
        this.#waiting.splice(0, pieces.length);
        this.#waitingBytes -= bytesIn(pieces);
      }
    } catch (error) {
      await this.#leaveDisk(error);
    } finally {
      this.#writing = undefined;
    }
  }

  /** From now on everything is in memory, what the disk took before included. */
  async #leaveDisk(error: unknown): Promise<void> {
    this.#log(`An image that arrives cannot be written and stays in memory: ${String(error)}`);
    this.#isOnDisk = false;
    const missing = this.#length - bytesIn(this.#waiting);
    try {
      if (missing > 0) this.#waiting = [await this.#readBack(missing), ...this.#waiting];
    } catch (loss) {
      this.#loss = new Error('The disk lost what it had taken of an image.', { cause: loss });
    }
  }

  async #readBack(length: number): Promise<Uint8Array> {
    const file = (this.#file ??= await open(`${this.#name}${partSuffix}`));
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(bytes, filled, length - filled, filled);
      if (bytesRead === 0) throw new Error('It is shorter than what was written.');
      filled += bytesRead;
    }
    return bytes;
  }

  async #close(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    this.#file = undefined;
  }

  async #removePart(): Promise<void> {
    await this.#close();
    if (this.#name !== undefined) await rm(`${this.#name}${partSuffix}`, { force: true }).catch(() => undefined);
  }
}

const bytesIn = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** A write may take less than all of it. */
async function writeFully(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  let left: readonly Uint8Array[] = pieces;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left);
    left = without(left, bytesWritten);
  }
}

function without(pieces: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let left = bytes;
  const first = pieces.findIndex(({ length }) => (left -= length) < 0);
  const cut = pieces[first];
  return cut ? [cut.subarray(cut.length + left), ...pieces.slice(first + 1)] : [];
}
