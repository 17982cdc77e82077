import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from './diskTree.ts';
import { imageTypeNamed } from '../../images/imageTypeNamed.ts';
import { fieldsOf, isColor, isHash, isNumber, isText, type Fields } from '../../images/fields.ts';
import { jsonLines } from './jsonLines.ts';
import type { FileFacts } from './readFacts.ts';
import { Slices } from './slices.ts';
import { writeWhole } from './wholeFile.ts';

/** A file as it was when its facts were read. */
export interface FileVersion {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

interface Remembered extends FileVersion {
  readonly facts: FileFacts;
}

/**
 * Remembers what the bytes of files said, so that a reload reads none of them again. One line of JSON each, only ever
 * appended; a cache, so that a line that gets lost or damaged costs no more than reading a file once more.
 */
export class FactsStore {
  #folder: string | undefined;
  readonly #log: (line: string) => void;
  readonly #byPath = new Map<string, Remembered>();
  readonly #colors = new Map<string, string>();
  #lines = 0;
  #loading: Promise<void> | undefined;
  /** Starts on a line of its own, whatever an earlier window left half-written. */
  #waiting: string[] = [''];
  #saving: Promise<void> | undefined;

  /** Without a folder it remembers until the window closes. */
  constructor(folder: string | undefined, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  find({ path, bytes, modifiedAt }: FileVersion): FileFacts | undefined {
    const known = this.#byPath.get(path);
    return known?.bytes === bytes && known.modifiedAt === modifiedAt ? known.facts : undefined;
  }

  remember({ path, bytes, modifiedAt }: FileVersion, facts: FileFacts): void {
    const remembered = { path, bytes, modifiedAt, facts };
    this.#byPath.set(path, remembered);
    this.#append(lineOf(remembered));
  }

  /** The average colour of this content, `#rrggbb`. */
  colorOf(hash: string): string | undefined {
    return this.#colors.get(hash);
  }

  rememberColor(hash: string, color: string): void {
    if (this.#colors.get(hash) === color) return;
    this.#colors.set(hash, color);
    this.#append(JSON.stringify({ hash, color }));
  }

  /** Rewrites the file when less than half of its lines are about files that are there. */
  async compact(isThere: (path: string) => boolean): Promise<void> {
    const slices = new Slices();
    const there: Remembered[] = [];
    for (const known of this.#byPath.values()) {
      await slices.pause();
      if (isThere(known.path)) there.push(known);
    }
    const colors = new Set(there.map(({ facts }) => facts.hash).filter((hash) => this.#colors.has(hash)));
    if (this.#lines <= 2 * (there.length + colors.size)) return;
    const lines: string[] = [];
    for (const known of there) {
      await slices.pause();
      lines.push(`${lineOf(known)}\n`);
    }
    for (const hash of colors) lines.push(`${JSON.stringify({ hash, color: this.#colors.get(hash) })}\n`);
    await this.saved();
    await this.#rewrite(lines);
  }

  /** When all is on the disk. */
  async saved(): Promise<void> {
    while (this.#saving) await this.#saving;
  }

  async #load(): Promise<void> {
    if (this.#folder === undefined) return;
    try {
      const slices = new Slices();
      for (const { value } of jsonLines(await readFile(this.#file(this.#folder)))) {
        this.#take(fieldsOf(value));
        await slices.pause();
      }
    } catch (error) {
      if (!isGone(error)) this.#log(`The facts of the gallery's images cannot be read. ${String(error)}`);
    }
  }

  #take(fields: Fields): void {
    const { path, bytes, modifiedAt, hash, color } = fields;
    this.#lines++;
    if (!isHash(hash)) return;
    if (isColor(color)) this.#colors.set(hash, color);
    if (!isText(path) || !isNumber(bytes) || !isNumber(modifiedAt)) return;
    const { width, height } = fieldsOf(fields.size);
    const size = isNumber(width) && isNumber(height) ? { width, height } : undefined;
    const type = imageTypeNamed(fields.type);
    this.#byPath.set(path, { path, bytes, modifiedAt, facts: { hash, type, size } });
  }

  #append(line: string): void {
    this.#lines++;
    if (this.#folder === undefined) return;
    this.#waiting.push(line);
    this.#saving ??= this.#save(this.#folder);
  }

  async #save(folder: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true });
      while (this.#waiting.length > 0) {
        const lines = this.#waiting;
        this.#waiting = [];
        await appendFile(this.#file(folder), lines.map((line) => `${line}\n`).join(''));
      }
    } catch (error) {
      this.#folder = undefined;
      this.#log(`The facts of the gallery's images are not remembered. ${String(error)}`);
    }
    // In the same turn as the last look at what waits.
    this.#saving = undefined;
  }

  async #rewrite(lines: readonly string[]): Promise<void> {
    if (this.#folder === undefined) return;
    try {
      await writeWhole(this.#file(this.#folder), lines);
      this.#lines = lines.length;
    } catch (error) {
      this.#log(`The facts of the gallery's images are not tidied up. ${String(error)}`);
    }
  }

  #file(folder: string): string {
    return join(folder, 'image-facts.jsonl');
  }
}

function lineOf({ path, bytes, modifiedAt, facts: { hash, type, size } }: Remembered): string {
  return JSON.stringify({ path, bytes, modifiedAt, hash, type, size });
}
