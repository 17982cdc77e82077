import { posix } from 'node:path';
import * as vscode from 'vscode';
import { relativeLink } from '../documents/markup/linkPath.ts';
import type { ImageSize } from '../images/image.ts';
import { fileOf } from './imageFolder.ts';

/** An image that is a file now. */
export interface SavedImage {
  readonly uri: vscode.Uri;
  readonly prompt: string;
  /** Absent when the bytes do not tell. */
  readonly size?: ImageSize;
  /** The folder that a web server shows as `/`, when the image lies in one. */
  readonly webRoot?: vscode.Uri;
}

/** The link from a document to an image, not escaped yet. An untitled document links as if it lay in its workspace folder. */
export function linkTo({ uri, webRoot }: SavedImage, document: vscode.TextDocument): string {
  if (webRoot) return `/${posix.relative(webRoot.path, uri.path)}`;
  const file = fileOf(document);
  const from = file ?? vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (from?.scheme !== uri.scheme || from.authority !== uri.authority)
    return uri.scheme === 'file' ? uri.path : uri.toString();
  return relativeLink(file ? file.path : `${from.path}/untitled`, uri.path);
}
