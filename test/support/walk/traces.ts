import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfFile } from '../../../src/workspace/fileContent.ts';
import type { Places } from './walk.ts';

/** What a request left on the disk; images are their hashes. */
export interface Traces {
  /** Of the workspace. */
  readonly images: readonly string[];
  readonly halves: readonly string[];
  readonly kept: readonly string[];
  /** Still with their request. */
  readonly waiting: readonly string[];
  /** The images that have a recipe, as often as they have. */
  readonly recipes: readonly string[];
  readonly spendings: number;
  readonly damagedLines: number;
  /** All files of the extension's storage, and folders that are empty. */
  readonly storage: readonly string[];
}

export async function readTraces({ storage, images }: Places): Promise<Traces> {
  const inStorage = (name: string): string => join(storage, name);
  const recipes = await readLines(inStorage('recipes.jsonl'));
  const spendings = await readLines(inStorage('spending.jsonl'));
  const requests = await namesIn(inStorage('requests'));
  const waiting = await Promise.all(requests.map((name) => hashesIn(inStorage(join('requests', name)), isWaiting)));
  return {
    images: await hashesIn(images, (name) => !isHalf(name)),
    halves: (await namesIn(images)).filter(isHalf),
    kept: await hashesIn(inStorage('kept'), (name) => !name.endsWith('.json')),
    waiting: waiting.flat(),
    recipes: recipes.lines.map(({ hash }) => hash as string),
    spendings: spendings.lines.length,
    damagedLines: recipes.damaged + spendings.damaged,
    storage: (await readdir(storage, { recursive: true }).catch(() => [])).toSorted(),
  };
}

const isHalf = (name: string): boolean => name.includes('.part-');
const isWaiting = (name: string): boolean => /\.(?:image|part)$/.test(name);

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

async function hashesIn(folder: string, isWanted: (name: string) => boolean): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && isWanted(entry.name));
  return Promise.all(files.map(({ name }) => hashOfFile(join(folder, name))));
}

async function readLines(path: string) {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  const parsed = lines.flatMap((line): readonly Readonly<Record<string, unknown>>[] => {
    try {
      return [JSON.parse(line) as Readonly<Record<string, unknown>>];
    } catch {
      return [];
    }
  });
  return { lines: parsed, damaged: lines.length - parsed.length };
}
