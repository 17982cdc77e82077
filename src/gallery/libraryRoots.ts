import * as vscode from 'vscode';
import { EditorTree } from './editorTree.ts';
import { readGallerySettings } from './gallerySettings.ts';
import { DiskTree } from './index/diskTree.ts';
import type { IndexRoot } from './index/rootScan.ts';

/** A workspace folder whose images are shown. */
export interface LibraryRoot extends IndexRoot {
  readonly uri: vscode.Uri;
  readonly name: string;
}

export function libraryRoots(): readonly LibraryRoot[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({
    ...{ uri, name, path: uri.path, rules: readGallerySettings(uri) },
    tree: uri.scheme === 'file' ? new DiskTree() : new EditorTree(uri),
  }));
}
