import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, mkdir, open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { freeName } from '../images/fileName.ts';
import { asSaveError, codeOf, SaveError } from './saveError.ts';

/** Where an image may go: a folder, and the folder it must not leave. */
export interface Destination {
  readonly folder: vscode.Uri;
  readonly root: vscode.Uri;
}

export interface NewFile {
  readonly bytes: Uint8Array;
  /** File name without extension; a number is added when it is taken. */
  readonly stem: string;
  readonly extension: string;
}

/** Writes a new file whole or not at all, over nothing that exists. Throws a `SaveError`. */
export async function saveImage(file: NewFile, { folder, root }: Destination): Promise<vscode.Uri> {
  try {
    if (folder.scheme !== 'file') return await saveThroughEditor(file, folder);
    const path = await saveOnDisk(file, folder.fsPath, root.fsPath);
    return vscode.Uri.file(path);
  } catch (error) {
    throw asSaveError(error, vscode.workspace.asRelativePath(folder));
  }
}

/** Finds out before anything is paid for whether the folder can be written to. Throws a `SaveError`. */
export async function checkDestination({ folder, root }: Destination): Promise<void> {
  try {
    await (folder.scheme === 'file' ? checkOnDisk(folder.fsPath, root.fsPath) : checkThroughEditor(root));
  } catch (error) {
    throw asSaveError(error, vscode.workspace.asRelativePath(folder));
  }
}

async function checkOnDisk(folder: string, root: string): Promise<void> {
  const existing = await refuseOutside(folder, root);
  if (!(await stat(existing)).isDirectory()) throw Object.assign(new Error(existing), { code: 'ENOTDIR' });
  await access(existing, constants.W_OK);
}

/** A scheme that the editor does not know may belong to a file system that loads when asked, or to none at all. */
async function checkThroughEditor(root: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  if (fs.isWritableFileSystem(root.scheme) === undefined) {
    try {
      await fs.stat(root);
    } catch (error) {
      if (codeOf(error) !== 'Unavailable') throw error;
      throw new SaveError(`Images cannot be saved here: ${root.scheme} is not a file system.`, { cause: error });
    }
  }
  if (fs.isWritableFileSystem(root.scheme) === false)
    throw new SaveError(`Images cannot be saved here: ${root.scheme} is read-only.`);
}

async function saveOnDisk({ bytes, stem, extension }: NewFile, folder: string, root: string): Promise<string> {
  await refuseOutside(folder, root);
  await mkdir(folder, { recursive: true });
  await refuseOutside(folder, root);
  const part = join(folder, `.${stem}.part-${randomUUID()}`);
  try {
    await writeFile(part, bytes, { flag: 'wx', flush: true });
    const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
    for (;;) {
      const name = freeName(stem, extension, (lowerCase) => taken.has(lowerCase));
      if (await placeUnlessTaken(part, join(folder, name))) return join(folder, name);
      taken.add(name.toLowerCase());
    }
  } finally {
    await cleanUp(part);
  }
}

/** Never rejects: a file that is left over, held by a virus scanner perhaps, does not make a good save a failure. */
async function cleanUp(path: string): Promise<void> {
  // Node documents retries with `recursive` only.
  await rm(path, { force: true, recursive: true, maxRetries: 3 }).catch(() => undefined);
}

/** Gives a written file its name without ever replacing another one. Answers whether the name was free. */
async function placeUnlessTaken(part: string, target: string): Promise<boolean> {
  try {
    await link(part, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    return placeWithoutLinks(part, target);
  }
}

/** For disks without hard links (exFAT, some network shares): the name is reserved first. */
async function placeWithoutLinks(part: string, target: string): Promise<boolean> {
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
async function refuseOutside(folder: string, root: string): Promise<string> {
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

async function saveThroughEditor({ bytes, stem, extension }: NewFile, folder: vscode.Uri): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  await fs.createDirectory(folder);
  const part = vscode.Uri.joinPath(folder, `.${stem}.part-${randomUUID()}`);
  try {
    await fs.writeFile(part, bytes);
    const taken = new Set((await fs.readDirectory(folder)).map(([name]) => name.toLowerCase()));
    for (;;) {
      const name = freeName(stem, extension, (lowerCase) => taken.has(lowerCase));
      const target = vscode.Uri.joinPath(folder, name);
      try {
        await fs.rename(part, target, { overwrite: false });
        return target;
      } catch (error) {
        if (codeOf(error) !== 'FileExists') throw error;
        taken.add(name.toLowerCase());
      }
    }
  } catch (error) {
    await fs.delete(part).then(undefined, () => undefined);
    throw error;
  }
}
