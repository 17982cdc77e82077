import * as vscode from 'vscode';
import type { FileStat, FileTree, Listed } from './index/fileTree.ts';

/** The folders of virtual workspaces: whatever file system VS Code knows. */
export class EditorTree implements FileTree {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async list(folder: string): Promise<readonly Listed[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.#uri(folder));
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const { type, size, mtime } = await vscode.workspace.fs.stat(this.#uri(path));
      const kind = (type & vscode.FileType.File) !== 0 ? 'file' : 'folder';
      return { kind, bytes: size, modifiedAt: mtime };
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      throw error;
    }
  }

  async read(path: string): Promise<Uint8Array> {
    return vscode.workspace.fs.readFile(this.#uri(path));
  }

  /** Links of a virtual file system lead where its provider wants: there is no other path to know. */
  realPath(path: string): Promise<string> {
    return Promise.resolve(path);
  }

  #uri(path: string): vscode.Uri {
    return this.#folder.with({ path });
  }
}

function kindOf(type: vscode.FileType): Listed['kind'] {
  if ((type & vscode.FileType.SymbolicLink) !== 0) return 'link';
  if (type === vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'folder' : 'other';
}
