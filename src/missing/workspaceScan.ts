import * as vscode from 'vscode';
import { EditorTree } from '../gallery/editorTree.ts';
import { libraryRoots } from '../gallery/libraryRoots.ts';
import type { Scope } from './chooseScope.ts';
import { openParts } from './openParts.ts';
import type { WantingPart } from './wantedReader.ts';
import { WantedScan } from './wantedScan.ts';

/** A part, and the document that it belongs to. */
export interface FoundPart extends WantingPart {
  readonly uri: vscode.Uri;
}

export interface WorkspaceResult {
  readonly parts: readonly FoundPart[];
  readonly documents: number;
}

/** Reads what a scope holds, as it is on disk and in the editors. */
export async function scanScope(scope: Scope, log: (line: string) => void): Promise<WorkspaceResult> {
  const roots = libraryRoots();
  const like = scope === 'workspace' ? roots[0]?.uri : scope;
  if (!like) return { parts: [], documents: 0 };
  const uriOf = (path: string): vscode.Uri => like.with({ path });
  const scan = new WantedScan({
    roots: roots.filter(({ uri }) => uri.scheme === like.scheme && uri.authority === like.authority),
    outside: new EditorTree(like),
    openParts: (path) => openParts(uriOf(path)),
    log,
  });
  const isDocument = scope !== 'workspace' && !(await isFolder(scope));
  const { parts, documents } = await (isDocument ? scan.document(scope.path) : scan.folder(pathOf(scope)));
  return { documents, parts: parts.map((part) => ({ ...part, uri: uriOf(part.path) })) };
}

const pathOf = (scope: Scope): string | undefined => (scope === 'workspace' ? undefined : scope.path);

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
}
