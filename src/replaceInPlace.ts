import * as vscode from 'vscode';
import type { Replacement } from './versions/replaceOnDisk.ts';
import { VersionStore } from './versions/versionStore.ts';
import { replaceImage } from './workspace/replaceImage.ts';

/** Puts an image into the place of another one, whose version is kept: a bundle of its own. Throws a `SaveError`. */
export async function replaceInPlace(
  replacement: Replacement,
  root: vscode.Uri,
  versionFolder: string,
): Promise<vscode.Uri> {
  const file = vscode.Uri.parse(replacement.replaces.uri, true);
  await replaceImage(replacement, { file, root }, new VersionStore(versionFolder));
  return file;
}
