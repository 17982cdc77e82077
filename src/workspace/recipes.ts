import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Recipe } from '../images/recipe.ts';

/** All recipes of this machine: one line of JSON each, only ever appended, so that windows do not disturb each other. */
export class Recipes {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async append(recipe: Recipe): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    await appendFile(this.#file, `${JSON.stringify(recipe)}\n`, { flush: true });
  }
}
