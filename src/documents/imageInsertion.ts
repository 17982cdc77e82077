import type { CommentMarks } from './comments/comments.ts';
import { insertionEdit, type Placement, type TextEdit } from './insertion.ts';
import { altText } from './markup/altText.ts';
import { embeddedRegionAt } from './markup/embeddedLanguage.ts';
import { imageMarkup, type LinkedImage } from './markup/markup.ts';
import { isInsideCssBlock } from './markup/markupCssBlock.ts';
import { blockLayout } from './markup/markupLayout.ts';
import type { OffsetRange } from './trackedRange.ts';

/** An image that is to be linked; the path is not escaped. */
export interface ImageToLink extends Pick<LinkedImage, 'path' | 'size'> {
  readonly prompt: string;
}

/** The text that gets links. */
export interface LinkedText {
  readonly text: string;
  readonly languageId: string;
}

export interface LinkStyle {
  /** Language id → its comment marks, for languages that can only name an image in a comment. */
  readonly marks: ReadonlyMap<string, CommentMarks>;
  /** Language id → the user's own template. */
  readonly snippets: Readonly<Record<string, string>>;
}

export interface InsertionPlace {
  readonly range: OffsetRange;
  readonly placement: Placement;
  /** What the range holds. */
  readonly content: 'comment' | 'text';
}

/** The language at an offset: of the document, or of what is embedded there. */
export function languageAt({ text, languageId }: LinkedText, offset: number): string {
  return embeddedRegionAt(languageId, text, offset).languageId;
}

/** The links to images in the language at an offset, one text an image. */
export function imageLinks(
  images: readonly ImageToLink[],
  { text, languageId: outer }: LinkedText,
  offset: number,
  style: LinkStyle,
): readonly string[] {
  const { languageId, start } = embeddedRegionAt(outer, text, offset);
  const context = isInsideCssBlock(languageId, text.slice(start, offset)) ? 'block' : 'topLevel';
  return images.map(({ path, prompt, size }) =>
    imageMarkup({
      ...{ image: { path, alt: altText(prompt), size }, languageId, context, prompt },
      ...{ comment: style.marks.get(languageId), snippet: style.snippets[languageId] },
    }),
  );
}

/** The one edit that links images at a place of a text. */
export function imageInsertion(
  images: readonly ImageToLink[],
  linked: LinkedText,
  { range, placement, content }: InsertionPlace,
  style: LinkStyle,
): TextEdit {
  const { text } = linked;
  const markup = imageLinks(images, linked, range.start, style);
  const layout = blockLayout(languageAt(linked, range.start), content);
  return insertionEdit({ ...{ text, range, placement, markup, below: content }, lineEnd: lineEndOf(text), ...layout });
}

/** What an editor has for the whole document: of mixed ones, the more frequent. */
function lineEndOf(text: string): '\n' | '\r\n' {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  return windows * 2 > all ? '\r\n' : '\n';
}
