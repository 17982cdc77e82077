import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

function storagePath(...segments: readonly string[]): string {
  const { PAPER_BOAT_USER_FOLDER: userFolder } = process.env;
  if (!userFolder) throw new Error('The test host does not say where its user folder is.');
  return join(userFolder, 'globalStorage', 'paperboat.paper-boat', ...segments);
}

/** All recipes of this VS Code, oldest first, as they stand on disk. */
export async function readRecipes(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const text = await readFile(storagePath('recipes.jsonl'), 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

export async function lastRecipe(): Promise<Readonly<Record<string, unknown>>> {
  return (await readRecipes()).at(-1) ?? {};
}

/** The bytes of every image that waits for a place. */
export async function readKept(): Promise<readonly Buffer[]> {
  const names = await readdir(storagePath('kept')).catch(() => []);
  return Promise.all(
    names.filter((name) => !name.endsWith('.json')).map((name) => readFile(storagePath('kept', name))),
  );
}
