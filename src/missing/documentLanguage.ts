import { posix } from 'node:path';
import type * as vscode from 'vscode';
import { languageOfFile } from '../documents/spots/spotReaders.ts';

/** The language of a document; by its file name where no extension knows it, as VS Code then says plain text. */
export function documentLanguage({ languageId, uri }: vscode.TextDocument): string {
  return languageId === 'plaintext' ? (languageOfFile(posix.basename(uri.path)) ?? languageId) : languageId;
}
