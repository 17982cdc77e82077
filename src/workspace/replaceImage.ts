import * as vscode from 'vscode';
import { memoryContent } from '../images/memoryContent.ts';
import { imageType } from '../images/imageType.ts';
import { typeByName } from '../images/typeByName.ts';
import { changed, replaceOnDisk, type Replacement } from '../versions/replaceOnDisk.ts';
import type { VersionStore } from '../versions/versionStore.ts';
import { asSaveError, codeOf } from './saveError.ts';

/** A file of the workspace, and the folder that it must not lie outside of. */
export interface FilePlace {
  readonly file: vscode.Uri;
  readonly root: vscode.Uri;
}

/**
 * Puts another content into the place of a file, after the earlier one is kept. Throws a `SaveError`: then the file is
 * as it was.
 */
export async function replaceImage(
  replacement: Replacement,
  { file, root }: FilePlace,
  versions: VersionStore,
): Promise<void> {
  try {
    if (file.scheme === 'file') await replaceOnDisk(replacement, { path: file.fsPath, root: root.fsPath }, versions);
    else await replaceThroughEditor(replacement, file, versions);
  } catch (error) {
    throw asSaveError(error, vscode.workspace.asRelativePath(vscode.Uri.joinPath(file, '..')));
  }
}

async function replaceThroughEditor(
  { content, replaces, id }: Replacement,
  file: vscode.Uri,
  versions: VersionStore,
): Promise<void> {
  const { fs } = vscode.workspace;
  const before = await statOf(file);
  const bytes = await fs.readFile(file);
  const earlier = memoryContent(bytes);
  if (earlier.hash !== replaces.hash) throw changed(file.path);
  if (content.hash === earlier.hash) return;
  await versions.keep(replaces.uri, earlier, imageType(bytes) ?? typeByName(file.path) ?? 'png');
  const part = vscode.Uri.joinPath(file, '..', `.image.part-${id}`);
  try {
    await fs.writeFile(part, await content.read(0, content.length));
    const { mtime, size } = await statOf(file);
    if (mtime !== before.mtime || size !== before.size) throw changed(file.path);
    await fs.rename(part, file, { overwrite: true });
  } catch (error) {
    await fs.delete(part).then(undefined, () => undefined);
    throw error;
  }
}

async function statOf(file: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(file);
  } catch (error) {
    throw codeOf(error) === 'FileNotFound' ? changed(file.path) : error;
  }
}
