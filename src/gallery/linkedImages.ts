import { posix } from 'node:path';
import * as vscode from 'vscode';
import { altText } from '../documents/markup/altText.ts';
import { imageMarkup } from '../documents/markup/markup.ts';
import { readSettings } from '../settings.ts';
import { webRootFor } from '../workspace/imageFolder.ts';
import { insertImages, type InsertionResult } from '../workspace/insertImages.ts';
import type { LanguageComments } from '../workspace/languageComments.ts';
import { linkTo, type SavedImage } from '../workspace/savedImage.ts';
import { Target } from '../workspace/target.ts';
import type { GalleryImage } from './protocol.ts';

/** An image of the gallery, and the file that it is. */
export interface ImageFile {
  readonly uri: vscode.Uri;
  readonly image: GalleryImage;
  /** What a document that shows it says about it; absent when none does. */
  readonly alt?: string;
}

/** What a link says about an image: the alt text it has elsewhere, else its prompt, else its file name in words. */
function descriptionOf({ alt, image: { recipe, path } }: ImageFile): string {
  return alt ?? recipe?.prompt ?? posix.parse(path).name.replace(/[-_]+/g, ' ');
}

/** Links the images at a place of a document, in its language, as one undo step. */
export async function insertFiles(
  files: readonly ImageFile[],
  { document, position, comments }: InsertionPlace,
): Promise<InsertionResult> {
  const range = new vscode.Range(position, position);
  const target = new Target(document, { range, placement: 'at', content: 'text' });
  try {
    const images = await Promise.all(files.map((file) => savedImage(file, document)));
    return await insertImages([{ target, images }], { comments, snippets: readSettings(document).snippets });
  } finally {
    target.dispose();
  }
}

export interface InsertionPlace {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly comments: LanguageComments;
}

/** As a Markdown document would have them: the given one, or one at the top of the workspace folder. */
export function markdownOf(files: readonly ImageFile[], document: vscode.TextDocument | undefined): string {
  const lines = files.map((file) => {
    const image = { uri: file.uri, prompt: descriptionOf(file) };
    const path = document ? linkTo(image, document) : file.image.path;
    return imageMarkup({ image: { path, alt: altText(image.prompt) }, languageId: 'markdown' });
  });
  return lines.join('\n');
}

export async function savedImage(file: ImageFile, document: vscode.TextDocument): Promise<SavedImage> {
  const webRoot = await webRootFor(document, file.uri);
  const size = file.image.facts?.size;
  return { uri: file.uri, prompt: descriptionOf(file), ...(size && { size }), ...(webRoot && { webRoot }) };
}
