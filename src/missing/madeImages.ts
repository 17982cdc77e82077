import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fieldsOf, isText } from '../images/fields.ts';

/**
 * Images that were made for a place in a document and are not linked there yet: after a reload in the middle of a long
 * run they are linked instead of made again. One line of JSON each, only ever appended until nothing waits.
 */
export class MadeImages {
  readonly #file: string | undefined;
  readonly #log: (line: string) => void;

  /** @param file absent in a window that remembers nothing */
  constructor(file: string | undefined, log: (line: string) => void) {
    this.#file = file;
    this.#log = log;
  }

  /** Entry id → address of the file. */
  async read(): Promise<ReadonlyMap<string, string>> {
    const text = this.#file === undefined ? '' : await readFile(this.#file, 'utf8').catch(() => '');
    const made = new Map<string, string>();
    for (const line of text.split('\n')) {
      const { id, uri } = fieldsOf(parse(line));
      if (!isText(id)) continue;
      if (isText(uri)) made.set(id, uri);
      else made.delete(id);
    }
    return made;
  }

  async note(id: string, uri: string): Promise<void> {
    await this.#append([{ id, uri }]);
  }

  /** They are linked now. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#append(ids.map((id) => ({ id })));
    if (this.#file !== undefined && (await this.read()).size === 0) await rm(this.#file, { force: true });
  }

  /** Never rejects: what cannot be written down costs a picture only if the window also crashes. */
  async #append(lines: readonly object[]): Promise<void> {
    if (this.#file === undefined || lines.length === 0) return;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      // A line that a crash left unfinished spoils only itself.
      await appendFile(this.#file, `\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`, { flush: true });
    } catch (error) {
      this.#log(`What was made cannot be written down: ${String(error)}`);
    }
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
