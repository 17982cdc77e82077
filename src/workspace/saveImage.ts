import * as vscode from 'vscode';
import { freeName } from '../images/fileName.ts';
import { asRefusal, asSaveError, codeOf, SaveError } from './saveError.ts';
import { checkOnDisk, saveOnDisk, type NewFile } from './saveOnDisk.ts';

/** Where an image may go: a folder, and the folder it must not leave. */
export interface Destination {
  readonly folder: vscode.Uri;
  readonly root: vscode.Uri;
}

/** Writes a new file whole or not at all, over nothing that exists. Throws a `SaveError`. */
export async function saveImage(file: NewFile, { folder, root }: Destination): Promise<vscode.Uri> {
  try {
    if (folder.scheme !== 'file') return await saveThroughEditor(file, folder);
    return vscode.Uri.file(await saveOnDisk(file, { path: folder.fsPath, root: root.fsPath }));
  } catch (error) {
    throw asSaveError(error, vscode.workspace.asRelativePath(folder));
  }
}

/** Finds out before anything is paid for whether the folder can be written to. Throws a `SaveError`. */
export async function checkDestination({ folder, root }: Destination): Promise<void> {
  try {
    if (folder.scheme === 'file') await checkOnDisk({ path: folder.fsPath, root: root.fsPath });
    else await checkThroughEditor(root);
  } catch (error) {
    throw asRefusal(error, vscode.workspace.asRelativePath(folder));
  }
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

async function saveThroughEditor(file: NewFile, folder: vscode.Uri): Promise<vscode.Uri> {
  const { stem, id, content } = file;
  const { fs } = vscode.workspace;
  await fs.createDirectory(folder);
  const part = vscode.Uri.joinPath(folder, `.${stem}.part-${id}`);
  try {
    await fs.writeFile(part, await content.read(0, content.length));
    const taken = new Set((await fs.readDirectory(folder)).map(([name]) => name.toLowerCase()));
    for (;;) {
      const name = freeName(file, (lowerCase) => taken.has(lowerCase));
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
