import * as vscode from 'vscode';

/** A document or a folder, or all workspace folders. */
export type Scope = vscode.Uri | 'workspace';

interface ScopeItem extends vscode.QuickPickItem {
  readonly scope: Scope;
}

/** What is at hand: the document, its folder, the workspace. Undefined when the user left, or there is nothing. */
export async function chooseScope(): Promise<Scope | undefined> {
  const items = scopes();
  if (items.length < 2) return items[0]?.scope;
  const title = vscode.l10n.t('Generate missing images of …');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.scope;
}

function scopes(): readonly ScopeItem[] {
  const items: ScopeItem[] = [];
  const document = openDocument();
  if (document) {
    const description = vscode.workspace.asRelativePath(document);
    items.push({ label: vscode.l10n.t('This document'), description, scope: document });
    const folder = vscode.Uri.joinPath(document, '..');
    if (vscode.workspace.getWorkspaceFolder(folder))
      items.push({
        ...{ label: vscode.l10n.t('Its folder'), scope: folder },
        description: folderName(folder),
      });
  }
  if (vscode.workspace.workspaceFolders?.length)
    items.push({ label: vscode.l10n.t('The workspace'), scope: 'workspace' });
  return items;
}

/** The folder of the workspace itself by its name. */
function folderName(folder: vscode.Uri): string {
  const root = vscode.workspace.getWorkspaceFolder(folder);
  return root?.uri.path === folder.path ? root.name : vscode.workspace.asRelativePath(folder);
}

function openDocument(): vscode.Uri | undefined {
  const { activeNotebookEditor, activeTextEditor } = vscode.window;
  if (activeNotebookEditor) return activeNotebookEditor.notebook.uri;
  const document = activeTextEditor?.document;
  return document && ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].includes(document.uri.scheme)
    ? document.uri
    : undefined;
}

/** `docs/guide.md`, `14 documents` */
export function scopeName(scope: Scope, documents: number): string {
  if (scope !== 'workspace' && documents === 1) return vscode.workspace.asRelativePath(scope);
  return vscode.l10n.t('{0} documents', documents);
}
