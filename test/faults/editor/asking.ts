import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { sentFor } from '../images.ts';
import type { Expected } from '../scene.ts';

export const comment = (prompt: string): string => `<!-- image: ${prompt} -->\n`;

/** The comment with its link. */
export const linked = (prompt: string, path: string): string => `${comment(prompt)}![${prompt}](${path})\n`;

/** One image, by the path that the window tells. */
export const savedAs = (prompt: string, path: string): Expected => ({
  ...{ outcome: 'saved', images: sentFor({ prompt }), disk: path.split('/').at(-1) ?? '', asked: 1 },
  message: `Saved ${path}. [Open Image]`,
});

export async function written(path: string, text: string): Promise<vscode.TextDocument> {
  await writeFile(path, text);
  return vscode.workspace.openTextDocument(vscode.Uri.file(path));
}

export async function generateFromSelection(): Promise<void> {
  await vscode.commands.executeCommand('paperBoat.generateFromSelection');
}

/** As another extension asks: with an error in place of a message. */
export async function generateImage(request: Readonly<Record<string, unknown>>): Promise<string> {
  try {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request);
    return vscode.workspace.asRelativePath(uri);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Shows a document that begins with a comment, with the cursor in it. */
export async function inComment(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.selection = new vscode.Selection(0, 8, 0, 8);
  return editor;
}
