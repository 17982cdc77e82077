import type * as vscode from 'vscode';
import type { CommentMarks } from '../documents/comments/comments.ts';
import { altText } from '../documents/markup/altText.ts';
import { embeddedRegionAt } from '../documents/markup/embeddedLanguage.ts';
import { imageMarkup } from '../documents/markup/markup.ts';
import { isInsideCssBlock } from '../documents/markup/markupCssBlock.ts';
import { linkTo, type SavedImage } from './savedImage.ts';

/** Where links go. */
export interface LinkPlace {
  readonly document: vscode.TextDocument;
  readonly offset: number;
}

export interface LinkStyle {
  /** Language id → its comment marks, for languages that can only name an image in a comment. */
  readonly marks: ReadonlyMap<string, CommentMarks>;
  /** Language id → the user's own template. */
  readonly snippets: Readonly<Record<string, string>>;
}

/** The language at a place: of the document, or of what is embedded there. */
export function languageAt({ document, offset }: LinkPlace): string {
  return embeddedRegionAt(document.languageId, document.getText(), offset).languageId;
}

/** The links to images in the language at a place, one text an image. */
export function imageLinks(images: readonly SavedImage[], place: LinkPlace, style: LinkStyle): readonly string[] {
  const { document, offset } = place;
  const text = document.getText();
  const { languageId, start } = embeddedRegionAt(document.languageId, text, offset);
  const context = isInsideCssBlock(languageId, text.slice(start, offset)) ? 'block' : 'topLevel';
  return images.map((image) =>
    imageMarkup({
      image: { path: linkTo(image, document), alt: altText(image.prompt), size: image.size },
      languageId,
      comment: style.marks.get(languageId),
      context,
      snippet: style.snippets[languageId],
      prompt: image.prompt,
    }),
  );
}
