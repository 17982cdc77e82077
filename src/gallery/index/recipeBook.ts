import { open } from 'node:fs/promises';
import type { Recipe } from '../../images/recipe.ts';
import { isGone } from './diskTree.ts';
import { jsonLines } from './jsonLines.ts';
import { recipeFrom } from '../../images/recipeCheck.ts';
import { Slices } from './slices.ts';

/** Reads the recipes of this machine, and with each `refresh` what was appended since. */
export class RecipeBook {
  readonly #file: string;
  readonly #log: (line: string) => void;
  readonly #byHash = new Map<string, Recipe>();
  readonly #byteCounts = new Set<number>();
  readonly #childrenOf = new Map<string, Set<string>>();
  #offset = 0;
  #badLines = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, log: (line: string) => void) {
    this.#file = file;
    this.#log = log;
  }

  /** Lines so far that hold no recipe. */
  get badLines(): number {
    return this.#badLines;
  }

  byHash(hash: string): Recipe | undefined {
    return this.#byHash.get(hash);
  }

  /** Whether a file of this size may be an image with a recipe. */
  hasBytes(bytes: number): boolean {
    return this.#byteCounts.has(bytes);
  }

  /** The recipes of images that came from this one. */
  children(hash: string): readonly Recipe[] {
    return Array.from(this.#childrenOf.get(hash) ?? []).flatMap((child) => this.#byHash.get(child) ?? []);
  }

  /** Answers the hashes whose recipe is new or another one now. */
  refresh(): Promise<readonly string[]> {
    const refreshing = this.#turn.then(() => this.#refresh());
    this.#turn = refreshing;
    return refreshing;
  }

  async #refresh(): Promise<readonly string[]> {
    const found = new Set<string>();
    const slices = new Slices();
    const badBefore = this.#badLines;
    const bytes = await this.#appended();
    const start = this.#offset;
    for (const { value, end } of jsonLines(bytes)) {
      const recipe = recipeFrom(value);
      if (recipe) found.add(this.#take(recipe));
      else this.#badLines++;
      this.#offset = start + end;
      await slices.pause();
    }
    if (this.#badLines > badBefore) this.#log(`${this.#badLines - badBefore} lines of the recipes cannot be read.`);
    return [...found];
  }

  async #appended(): Promise<Uint8Array> {
    try {
      await using file = await open(this.#file);
      const { size } = await file.stat();
      // Someone emptied it.
      if (size < this.#offset) this.#offset = 0;
      const bytes = new Uint8Array(size - this.#offset);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, this.#offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } catch (error) {
      if (!isGone(error)) this.#log(`The recipes cannot be read. ${String(error)}`);
      return new Uint8Array();
    }
  }

  #take(recipe: Recipe): string {
    const { hash, bytes, parent } = recipe;
    const earlier = this.#byHash.get(hash)?.parent;
    if (earlier !== undefined) this.#childrenOf.get(earlier)?.delete(hash);
    if (parent !== undefined) {
      const children = this.#childrenOf.get(parent) ?? new Set();
      this.#childrenOf.set(parent, children.add(hash));
    }
    this.#byHash.set(hash, recipe);
    this.#byteCounts.add(bytes);
    return hash;
  }
}
