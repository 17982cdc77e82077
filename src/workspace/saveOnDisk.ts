import { constants, createReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { freeName } from '../images/fileName.ts';
import type { ImageContent } from '../images/imageContent.ts';
import { hashOfFile } from './fileContent.ts';
import { codeOf, SaveError } from './saveError.ts';

export interface NewFile {
  readonly content: ImageContent;
  /** File name without extension; a number is added when it is taken. */
  readonly stem: string;
  readonly extension: string;
  /** Of the request it belongs to; half files bear it in their name. */
  readonly id: string;
  /** Somebody named it: only a name that is taken gets a number, and it is not shortened. */
  readonly isNamed?: true;
  /** The file whose place it takes; absent when nothing may be overwritten. */
  readonly replaces?: ReplacedFile;
}

/** A file of the workspace, as it was when somebody decided to replace it. */
export interface ReplacedFile {
  /** As a Uri in text. */
  readonly uri: string;
  /** SHA-256 in hex: with other bytes it stays. */
  readonly hash: string;
}

/** A folder for images, and the one it must not leave. */
export interface DiskFolder {
  readonly path: string;
  readonly root: string;
}

/** Writes a new file whole or not at all, over nothing that exists. Answers its path. Throws errors of the disk, too. */
export async function saveOnDisk(file: NewFile, { path: folder, root }: DiskFolder): Promise<string> {
  await refuseOutside(folder, root);
  await mkdir(folder, { recursive: true });
  await refuseOutside(folder, root);
  return (await saveByLink(file, folder)) ?? (await saveByCopy(file, folder));
}

/** Throws when the folder cannot be written to, or lies elsewhere. */
export async function checkOnDisk({ path, root }: DiskFolder): Promise<void> {
  const existing = await refuseOutside(path, root);
  if (!(await stat(existing)).isDirectory()) throw Object.assign(new Error(existing), { code: 'ENOTDIR' });
  await access(existing, constants.W_OK);
}

/** What a request that was cut off left half written. */
export async function removeParts({ path, root }: DiskFolder, id: string): Promise<void> {
  await refuseOutside(path, root);
  const names = await readdir(path).catch(() => []);
  for (const name of names.filter((each) => each.startsWith('.') && each.endsWith(`${partMark}${id}`)))
    await cleanUp(join(path, name));
}

/** The file of a folder that has these bytes; undefined when there is none. */
export async function findOnDisk(folder: string, content: ImageContent): Promise<string | undefined> {
  const own = content.path === undefined ? undefined : await stat(content.path);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const other = await stat(path).catch(() => undefined);
    if (other?.isFile() !== true || other.size !== content.length) continue;
    const isSame = own?.ino === other.ino && own.dev === other.dev;
    if (isSame || (await hashOfFile(path)) === content.hash) return path;
  }
  return undefined;
}

const partMark = '.part-';

/** Where a file is as long as it is not whole. */
export function partPath(folder: string, stem: string, id: string): string {
  return join(folder, `.${stem}${partMark}${id}`);
}

/** On one disk the file that arrived gets its second name here, and is never half. Undefined where that cannot be done. */
async function saveByLink(file: NewFile, folder: string): Promise<string | undefined> {
  const { path } = file.content;
  if (path === undefined) return undefined;
  try {
    return await underFreeName(file, folder, (target) => linkUnlessTaken(path, target));
  } catch {
    return undefined;
  }
}

async function saveByCopy(file: NewFile, folder: string): Promise<string> {
  const part = partPath(folder, file.stem, file.id);
  try {
    await writePart(part, file.content);
    return await underFreeName(file, folder, (target) => placeUnlessTaken(part, target));
  } finally {
    await cleanUp(part);
  }
}

/** Throws when there is such a file already. */
export async function writePart(part: string, content: ImageContent): Promise<void> {
  await using file = await open(part, 'wx');
  const { path, length } = content;
  await file.writeFile(path === undefined ? await content.read(0, length) : createReadStream(path));
  await file.sync();
}

async function underFreeName(
  { stem, extension, isNamed }: NewFile,
  folder: string,
  place: (path: string) => Promise<boolean>,
): Promise<string> {
  const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
  for (;;) {
    const name = freeName({ stem, extension, isNamed }, (lowerCase) => taken.has(lowerCase));
    if (await place(join(folder, name))) return join(folder, name);
    taken.add(name.toLowerCase());
  }
}

/** Never rejects: a file that is left over, held by a virus scanner perhaps, does not make a good save a failure. */
export async function cleanUp(path: string): Promise<void> {
  // Node documents retries with `recursive` only.
  await rm(path, { force: true, recursive: true, maxRetries: 3 }).catch(() => undefined);
}

/** Gives a file another name without ever replacing another one. Answers whether the name was free. */
async function linkUnlessTaken(path: string, target: string): Promise<boolean> {
  try {
    await link(path, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** For disks without hard links (exFAT, some network shares) the name is reserved first. */
async function placeUnlessTaken(part: string, target: string): Promise<boolean> {
  try {
    return await linkUnlessTaken(part, target);
  } catch {
    return renameUnlessTaken(part, target);
  }
}

async function renameUnlessTaken(part: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(part, target);
  } catch (error) {
    await cleanUp(target);
    throw error;
  }
  return true;
}

/** Follows links: the nearest folder that exists must lie in the root. Answers that folder. */
export async function refuseOutside(folder: string, root: string): Promise<string> {
  const realRoot = await realpath(root);
  for (let existing = folder; ; existing = dirname(existing)) {
    const real = await realpath(existing).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' && existing !== dirname(existing)) return undefined;
      throw error;
    });
    if (real === undefined) continue;
    const path = relative(realRoot, real);
    if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
      throw new SaveError(`Images are saved inside ${root} only, and ${folder} leads out of it.`);
    return real;
  }
}
