import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The folder of the window, or of one of its workspace folders. */
export function workspacePath(...segments: readonly string[]): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('This window has no folder.');
  return join(folder.uri.fsPath, ...segments);
}

export async function openDocument(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
}

/** A document with this text on disk, open in an editor. */
export async function writeAndOpen(path: string, text: string): Promise<vscode.TextEditor> {
  await writeFile(path, text);
  const editor = await openDocument(path);
  // The document may have been open before with another text.
  if (editor.document.getText() !== text) await vscode.commands.executeCommand('workbench.action.files.revert');
  return editor;
}

/** Selects the first occurrence of a text. */
export function select(editor: vscode.TextEditor, text: string): void {
  const start = editor.document.getText().indexOf(text);
  if (start === -1) throw new Error(`"${text}" is not in the document.`);
  const position = (offset: number) => editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position(start), position(start + text.length));
}

export function putCursorIn(editor: vscode.TextEditor, text: string): void {
  select(editor, text);
  editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start);
}

/** Closes every editor; unsaved changes go. */
export async function closeEditors(): Promise<void> {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor?.document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function bytesOf(path: string): Promise<Buffer> {
  return readFile(path);
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** The first moment at which `read` gives a value; events of the window are where it looks again. */
export async function eventually<T>(event: vscode.Event<unknown>, read: () => T | undefined): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const look = (): void => {
    const value = read();
    if (value !== undefined) resolve(value);
  };
  const subscription = event(look);
  look();
  try {
    return await promise;
  } finally {
    subscription.dispose();
  }
}
