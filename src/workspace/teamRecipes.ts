import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Recipe } from '../images/recipe.ts';
import { recipeLine, withRecipe } from './recipeLines.ts';
import { codeOf, SaveError } from './saveError.ts';
import { teamFolder } from './teamFolder.ts';

const fileName = 'recipes.jsonl';

/** More than a hundred thousand images. */
const longestTeamFile = 64 * 2 ** 20;

const partMark = `.${fileName}.part-`;
/** A part that is older was left by a window that died. */
const partMs = 10_000;
const turnMs = 5;
const mostTries = (2 * partMs) / turnMs;

/** The recipes that a team shares, by the path of a workspace folder on disk. */
export function teamFileOf(root: string): string {
  return join(root, teamFolder, fileName);
}

/**
 * Writes a recipe into the file of a team, which is then replaced whole. Windows that do so at once lose nothing of each other.
 * Throws a `SaveError` or an error of the disk.
 */
export async function shareRecipe(recipe: Recipe, root: string): Promise<void> {
  const folder = join(root, teamFolder);
  await mkdir(folder, { recursive: true });
  // A link could lead anywhere.
  if (!(await lstat(folder)).isDirectory()) throw new SaveError(`${folder} is no folder.`);
  const added = Buffer.from(recipeLine(recipe)).toString('latin1');
  for (let tries = 0; tries < mostTries; tries++) {
    const before = await textOf(teamFileOf(root));
    const after = withRecipe(before, added);
    if (after === before) return;
    await succeed(folder, before, after);
  }
  throw new SaveError(`${teamFileOf(root)} changes all the time.`);
}

/** One character a byte. A link is not followed: what it leads to would be copied. */
async function textOf(file: string): Promise<string> {
  try {
    const found = await lstat(file);
    if (!found.isFile()) throw new SaveError(`${file} is no file.`);
    if (found.size > longestTeamFile) throw new SaveError(`${file} is too long.`);
    return await readFile(file, 'latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Makes one text follow another, unless somebody else does. The part bears the name of the text that it follows, and only who
 * made it may put it there: of two windows that read the same, one begins again with what the other wrote.
 */
async function succeed(folder: string, before: string, after: string): Promise<void> {
  const part = join(folder, `${partMark}${createHash('sha256').update(before).digest('hex').slice(0, 32)}`);
  await removeOldParts(folder);
  const handle = await openNew(part);
  if (!handle) return setTimeout(turnMs);
  const file = join(folder, fileName);
  try {
    await write(handle, after);
    if ((await textOf(file)) === before) await rename(part, file);
    else await rm(part);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Undefined when it is there. */
async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

async function write(handle: FileHandle, text: string): Promise<void> {
  await using file = handle;
  await file.writeFile(text, 'latin1');
  await file.sync();
}

async function removeOldParts(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(partMark));
  for (const path of names.map((name) => join(folder, name))) {
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - partMs) await rm(path, { force: true });
  }
}
