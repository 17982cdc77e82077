import { lstat, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Recipe } from '../../images/recipe.ts';
import { recipeFrom } from '../../images/recipeCheck.ts';
import { bytesOf } from '../../workspace/fileContent.ts';
import { isGone } from './diskTree.ts';
import { jsonLines } from './jsonLines.ts';
import { Slices } from './slices.ts';

export interface SourceParts {
  readonly file: string;
  /** Others write it, whole each time, and may take lines out; else it only ever grows. */
  readonly isShared: boolean;
  readonly log: (line: string) => void;
}

/** A shared file that is longer is left alone: it would fill the memory. */
const longestShared = 64 * 2 ** 20;

/** One file of recipes, read as far as it is new. */
export class RecipeSource {
  readonly #parts: SourceParts;
  #byHash = new Map<string, Recipe>();
  #offset = 0;
  #badLines = 0;
  /** What the system says of a shared file that was read. */
  #state = '';

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  get badLines(): number {
    return this.#badLines;
  }

  /** In no order. */
  get all(): Iterable<Recipe> {
    return this.#byHash.values();
  }

  byHash(hash: string): Recipe | undefined {
    return this.#byHash.get(hash);
  }

  /** Answers the hashes whose recipe is new, another one, or gone now. */
  async refresh(): Promise<readonly string[]> {
    const { isShared, log } = this.#parts;
    const bytes = await this.#unread();
    if (!bytes) return [];
    const lines = await readLines(bytes);
    if (lines.bad > 0) log(`${lines.bad} lines of the recipes cannot be read.`);
    const before = this.#byHash;
    if (isShared) {
      this.#byHash = lines.recipes;
      this.#badLines = lines.bad;
      return differences(before, lines.recipes);
    }
    for (const [hash, recipe] of lines.recipes) before.set(hash, recipe);
    this.#badLines += lines.bad;
    this.#offset += lines.end;
    return [...lines.recipes.keys()];
  }

  /** Undefined when there is nothing new. */
  async #unread(): Promise<Uint8Array | undefined> {
    const { file, isShared, log } = this.#parts;
    try {
      return isShared ? await this.#changed(file) : await this.#appended(file);
    } catch (error) {
      if (!isGone(error)) log(`The recipes cannot be read. ${String(error)}`);
      this.#state = 'unread';
      return undefined;
    }
  }

  async #appended(path: string): Promise<Uint8Array> {
    await using file = await open(path);
    const { size } = await file.stat();
    // Someone emptied it.
    if (size < this.#offset) this.#offset = 0;
    return await bytesOf(file, this.#offset, size);
  }

  /** A link, a pipe or a device in the place of the file is none; a folder that is a link could lead anywhere. */
  async #changed(path: string): Promise<Uint8Array | undefined> {
    const state = await this.#stateOf(path);
    if (state === this.#state) return undefined;
    this.#state = state;
    if (state === '') return new Uint8Array();
    await using file = await open(path);
    return await bytesOf(file, 0, (await file.stat()).size);
  }

  /** Empty when there is no file to read. */
  async #stateOf(path: string): Promise<string> {
    try {
      const [folder, file] = await Promise.all([lstat(dirname(path)), lstat(path)]);
      const isReadable = folder.isDirectory() && file.isFile() && file.size <= longestShared;
      return isReadable ? [file.ino, file.size, file.mtimeMs, file.ctimeMs].join(' ') : '';
    } catch (error) {
      if (isGone(error)) return '';
      throw error;
    }
  }
}

interface Lines {
  /** Of the same hash the last one. */
  readonly recipes: Map<string, Recipe>;
  readonly bad: number;
  /** Where the last whole line ends. */
  readonly end: number;
}

async function readLines(bytes: Uint8Array): Promise<Lines> {
  const recipes = new Map<string, Recipe>();
  const slices = new Slices();
  let [bad, last] = [0, 0];
  for (const { value, end } of jsonLines(bytes)) {
    const recipe = recipeFrom(value);
    if (recipe) recipes.set(recipe.hash, recipe);
    else bad++;
    last = end;
    await slices.pause();
  }
  return { recipes, bad, end: last };
}

function differences(before: ReadonlyMap<string, Recipe>, after: ReadonlyMap<string, Recipe>): readonly string[] {
  const hashes = new Set([...before.keys(), ...after.keys()]);
  return [...hashes].filter((hash) => !isDeepStrictEqual(before.get(hash), after.get(hash)));
}
