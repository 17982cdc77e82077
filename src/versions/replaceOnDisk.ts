import { chmod, lstat, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Stats } from 'node:fs';
import { examineImage } from '../images/examineImage.ts';
import type { ImageContent } from '../images/imageContent.ts';
import { typeByName } from '../images/typeByName.ts';
import { fileContent, hashOfFile } from '../workspace/fileContent.ts';
import { codeOf, SaveError } from '../workspace/saveError.ts';
import { cleanUp, partPath, refuseOutside, writePart, type ReplacedFile } from '../workspace/saveOnDisk.ts';
import type { VersionStore } from './versionStore.ts';

export interface Replacement {
  readonly content: ImageContent;
  readonly replaces: ReplacedFile;
  /** Of the request it belongs to; half files bear it in their name. */
  readonly id: string;
}

export interface FileOnDisk {
  readonly path: string;
  /** The folder that it must not lie outside of. */
  readonly root: string;
}

/**
 * Puts another content into the place of a file at once and as a whole, after the earlier one is kept. Where that
 * cannot be, or the file is not any more what it was, it stays as it is. Throws errors of the disk, too.
 */
export async function replaceOnDisk(
  { content, replaces, id }: Replacement,
  { path, root }: FileOnDisk,
  versions: VersionStore,
): Promise<void> {
  await refuseOutside(dirname(path), root);
  const before = await lstatOf(path);
  const { hash, uri } = replaces;
  if ((await hashOfFile(path)) !== hash) throw changed(path);
  if (content.hash === hash) return;
  const earlier = fileContent(path, before.size, hash);
  await versions.keep(uri, earlier, (await examineImage(earlier)).type ?? typeByName(path) ?? 'png');
  const part = partPath(dirname(path), 'image', id);
  try {
    await writePart(part, content);
    if ((await hashOfFile(part)) !== content.hash)
      throw new SaveError(`The new image for ${basename(path)} is damaged. Nothing was replaced.`);
    await chmod(part, before.mode & 0o777).catch(() => undefined);
    await refuseOutside(dirname(path), root);
    if (!isSame(before, await lstatOf(path))) throw changed(path);
    await rename(part, path);
  } finally {
    await cleanUp(part);
  }
}

/** What is replaced is a file of its own: over a link or in spite of its owner nothing is written. */
async function lstatOf(path: string): Promise<Stats> {
  const found = await lstat(path).catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT' ? changed(path) : error;
  });
  if (!found.isFile()) throw new SaveError(`${basename(path)} is a link or a folder. Nothing was replaced.`);
  if ((found.mode & 0o200) === 0) throw new SaveError(`${basename(path)} is read-only. Nothing was replaced.`);
  return found;
}

function isSame(one: Stats, other: Stats): boolean {
  return one.ino === other.ino && one.size === other.size && one.mtimeMs === other.mtimeMs;
}

/** Somebody else was quicker. */
export function changed(path: string): SaveError {
  return new SaveError(`${basename(path)} changed meanwhile. Nothing was replaced.`);
}
