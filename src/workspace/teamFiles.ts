import * as vscode from 'vscode';
import { teamFileOf } from './teamRecipes.ts';

/** The recipes that teams share in the folders of this workspace, by path on disk; none of a stranger's, nor of a folder on no disk. */
export function teamFiles(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => teamFileIn(uri) ?? []);
}

/** The one of a workspace folder. */
export function teamFileIn({ scheme, fsPath }: vscode.Uri): string | undefined {
  return vscode.workspace.isTrusted && scheme === 'file' ? teamFileOf(fsPath) : undefined;
}
