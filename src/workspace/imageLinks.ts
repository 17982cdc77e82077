import type * as vscode from 'vscode';
import type { ImageToLink, LinkedText } from '../documents/imageInsertion.ts';
import { linkTo, type SavedImage } from './savedImage.ts';

export function linkedText(document: vscode.TextDocument): LinkedText {
  return { text: document.getText(), languageId: document.languageId };
}

/** Images as a document sees them. */
export function imagesToLink(images: readonly SavedImage[], document: vscode.TextDocument): readonly ImageToLink[] {
  return images.map((image) => ({ path: linkTo(image, document), prompt: image.prompt, size: image.size }));
}
