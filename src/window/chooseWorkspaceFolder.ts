import * as vscode from 'vscode';

/** Undefined when there is nothing to choose. */
export async function chooseWorkspaceFolder(): Promise<vscode.Uri | 'left' | undefined> {
  if ((vscode.workspace.workspaceFolders?.length ?? 0) < 2) return undefined;
  const placeHolder = vscode.l10n.t('Which folder gets the image?');
  const folder = await vscode.window.showWorkspaceFolderPick({ placeHolder });
  return folder?.uri ?? 'left';
}
