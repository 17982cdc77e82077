import { lstat, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isText } from '../images/fields.ts';
import type { Recipe } from '../images/recipe.ts';
import { recipeFrom } from '../images/recipeCheck.ts';
import { fileContent, hashOfFile, type FileContent } from '../workspace/fileContent.ts';
import { imageSuffix, partSuffix } from './imageSpool.ts';
import { addressesFile, answeredFile, billedFile, noteFile, recipeSuffix, sentFile } from './requestJournal.ts';
import { readNote, type RequestNote } from './requestNote.ts';
import type { Windows } from './windows.ts';

export const interruptedFile = 'interrupted.json';

/** What a request that was cut off left behind. */
export interface RecoveredImage {
  readonly content: FileContent;
  /** All bytes that the service sent of it are there. */
  readonly isWhole: boolean;
  readonly note: RequestNote | undefined;
  /** Present when the answer was whole. */
  readonly recipe: Recipe | undefined;
}

export interface RecoveryParts {
  readonly folder: string;
  readonly windows: Windows;
  /** Finds out whether the image is where it belongs already; keeps it otherwise. Writes its recipe once. */
  readonly place: (image: RecoveredImage) => Promise<void>;
  /** Half files beside the images of the workspace. */
  readonly removeParts: (note: RequestNote, id: string) => Promise<void>;
  /** Writes down what an answer may have cost whose window did not come to it. */
  readonly spend: (note: RequestNote) => Promise<void>;
  readonly log: (line: string) => void;
}

/** Between the id of a request and the window that looks after what it left. */
const claimMark = '~';

/** The name of the folder of a request while a window looks after it. */
export const claimOf = (id: string, window: string): string => `${id}${claimMark}${window}`;
const dismissedMark = `${claimMark}dismissed`;

/** The name of a request that nobody wants to hear of again. */
export const dismissedName = (id: string): string => `${id}${dismissedMark}`;

/**
 * Looks after the requests of windows that are gone: their images are kept, half files are removed, and what nobody
 * knows the outcome of is marked as interrupted. Several windows may do this at once: each request is claimed by one.
 * What cannot be brought to an end, on a disk that is full perhaps, is left for the next time. Answers whether requests
 * of other windows are still under way.
 */
export async function recoverRequests(parts: RecoveryParts): Promise<boolean> {
  let areOthersBusy = false;
  try {
    await parts.windows.enter();
    for (const name of await listFolder(parts.folder)) {
      try {
        const state = await stateOf(name, parts);
        if (state === 'busy') areOthersBusy = true;
        if (state === 'orphan') await recoverOne(name, parts);
        if (state === 'dismissed') await rm(join(parts.folder, name), { recursive: true, force: true });
      } catch (error) {
        tellTrouble(error, parts);
      }
    }
  } finally {
    await parts.windows.leave();
  }
  return areOthersBusy;
}

async function stateOf(
  name: string,
  { folder, windows }: RecoveryParts,
): Promise<'busy' | 'orphan' | 'dismissed' | 'settled'> {
  const place = join(folder, name);
  const found = await lstat(place).catch(() => undefined);
  // No request of ours, or another window was faster.
  if (!found?.isDirectory()) return 'settled';
  if (name.endsWith(dismissedMark)) return 'dismissed';
  const [, claimant] = name.split(claimMark);
  const files = claimant === undefined ? await listFolder(place) : [];
  if (files.includes(interruptedFile)) return 'settled';
  const owner = claimant ?? (await readNoteIn(place))?.window;
  // Its note may be on its way.
  if (owner === undefined) return Math.abs(Date.now() - found.mtimeMs) < 60_000 ? 'busy' : 'orphan';
  if (owner === windows.id) return 'settled';
  return (await windows.isAlive(owner)) ? 'busy' : 'orphan';
}

async function recoverOne(name: string, parts: RecoveryParts): Promise<void> {
  const [id = name, claimant] = name.split(claimMark);
  const claimed = join(parts.folder, claimOf(id, parts.windows.id));
  if (!(await tryRename(join(parts.folder, name), claimed))) return;
  const note = await readNoteIn(claimed);
  const files = await listFolder(claimed);
  if (note) await parts.removeParts(note, id);
  const isFree = note !== undefined && note.service === undefined;
  if (!isFree && !(await placeImages(claimed, { files, note }, parts))) return;
  for (const gone of [claimant, note?.window]) if (gone !== undefined) await parts.windows.forget(gone);
  if (note && !isFree && isUnbilled(files)) {
    await writeFile(join(claimed, billedFile), '');
    await parts.spend(note);
  }
  if (!note || isFree || files.includes(answeredFile)) {
    await rm(claimed, { recursive: true, force: true });
    return;
  }
  const interrupted = { wasSent: files.includes(sentFile), addresses: await readAddresses(claimed) };
  await writeFile(join(claimed, interruptedFile), JSON.stringify(interrupted));
  await rename(claimed, join(parts.folder, id));
}

/** Something arrived, and the window was gone before it wrote down what that cost. */
function isUnbilled(files: readonly string[]): boolean {
  return !files.includes(billedFile) && files.some((file) => file.endsWith(imageSuffix) || file.endsWith(partSuffix));
}

/** Answers whether all have their place now. */
async function placeImages(
  folder: string,
  { files, note }: { readonly files: readonly string[]; readonly note: RequestNote | undefined },
  parts: RecoveryParts,
): Promise<boolean> {
  let areAllPlaced = true;
  for (const file of files.filter((each) => each.endsWith(imageSuffix) || each.endsWith(partSuffix)).toSorted()) {
    const path = join(folder, file);
    try {
      const found = await lstat(path);
      if (!found.isFile()) continue;
      const recipe = await readRecipe(path.slice(0, path.lastIndexOf('.')) + recipeSuffix);
      const content = fileContent(path, found.size, await hashOfFile(path));
      await parts.place({ note, recipe, content, isWhole: file.endsWith(imageSuffix) });
      await rm(path, { force: true });
    } catch (error) {
      tellTrouble(error, parts);
      areAllPlaced = false;
    }
  }
  return areAllPlaced;
}

function tellTrouble(error: unknown, { log }: RecoveryParts): void {
  log(`What a request left cannot be looked after: ${String(error)}`);
}

async function readRecipe(path: string): Promise<Recipe | undefined> {
  try {
    return recipeFrom(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Of images that the service had made; they were to be fetched next. */
async function readAddresses(folder: string): Promise<readonly string[]> {
  try {
    return addressesIn(JSON.parse(await readFile(join(folder, addressesFile), 'utf8')));
  } catch {
    return [];
  }
}

/** Only what a browser opens as a page. */
export function addressesIn(value: unknown): readonly string[] {
  const texts = Array.isArray(value) ? value.filter(isText) : [];
  return texts.filter((text) => /^https?:\/\//.test(text) && URL.canParse(text));
}

export async function readNoteIn(folder: string): Promise<RequestNote | undefined> {
  const text = await readFile(join(folder, noteFile), 'utf8').catch(() => '');
  return readNote(text);
}

export async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** False when somebody else was faster. */
export async function tryRename(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
