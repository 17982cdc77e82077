import * as vscode from 'vscode';
import { teamFileOf } from './teamRecipes.ts';

/** The recipes that teams share in the folders of this workspace, by path on disk; none of a stranger's, nor of a folder on no disk. */
export function teamFiles(): readonly string[] {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => teamFileOf(uri.fsPath));
}
