import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Recipe } from '../images/recipe.ts';

/** All recipes of this machine: one line of JSON each, only ever appended, so that windows do not disturb each other. */
export class Recipes {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /**
   * One that the team of a workspace folder shares is written here, too: the history stays when the repository goes.
   * @param team the folder's path on disk
   */
  async append(recipe: Recipe, team?: string): Promise<void> {
    const places = [this.#append(recipe), ...(team === undefined ? [] : [share(recipe, team)])];
    for (const place of await Promise.allSettled(places)) if (place.status === 'rejected') throw place.reason;
  }

  /** Begins with a line break as well: a line that a crash left unfinished then spoils only itself. */
  async #append(recipe: Recipe): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, `\n${JSON.stringify(recipe)}\n`, { flush: true });
  }

  /** Whether an image has a recipe; a line that a crash left unfinished is none. */
  async has(hash: string): Promise<boolean> {
    const isWanted = (line: string): boolean => line.includes(`"hash":"${hash}"`) && isWhole(line);
    let end = '';
    try {
      // One character a byte: no other line break than our own ends a line.
      for await (const piece of createReadStream(this.file, 'latin1')) {
        const lines = (end + String(piece)).split('\n');
        end = lines.pop() ?? '';
        if (lines.some(isWanted)) return true;
      }
    } catch {
      // There are none yet.
    }
    return isWanted(end);
  }
}

/** A bundle of its own. */
async function share(recipe: Recipe, root: string): Promise<void> {
  const { shareRecipe } = await import('./teamRecipes.ts');
  await shareRecipe(recipe, root);
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
