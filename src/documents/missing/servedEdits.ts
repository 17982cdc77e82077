import { imageInsertion, languageAt, type ImageToLink, type LinkedText, type LinkStyle } from '../imageInsertion.ts';
import { renamedReference } from '../imageReferences.ts';
import type { TextEdit } from '../insertion.ts';
import { escapedPath } from '../markup/markup.ts';
import type { CommentSpot, LinkSpot, SpotReading } from '../spots/imageSpot.ts';
import { spotOf } from './wantedImages.ts';

/** An image that a document asked for, and has now. */
export interface ServedImage {
  /** Of the wanted image. */
  readonly key: string;
  readonly image: ImageToLink;
  /** Its file name, where the document named another one: the link follows. */
  readonly renamedTo?: string;
}

/**
 * What changes in a text so that it shows the images: the addresses of placeholders and renamed files, and a link below
 * each comment. No other character changes. An image whose place is gone, or that another edit overlaps, has none.
 */
export function servedEdits(
  served: readonly ServedImage[],
  linked: LinkedText,
  reading: SpotReading,
  style: LinkStyle,
): readonly TextEdit[] {
  const edits = served.flatMap((each) => {
    const spot = spotOf(each.key, linked.text, reading);
    if (!spot) return [];
    return [spot.kind === 'comment' ? belowComment(spot, each, linked, style) : newAddress(spot, each, linked)];
  });
  return apart(edits);
}

function belowComment({ whole }: CommentSpot, { image }: ServedImage, linked: LinkedText, style: LinkStyle): TextEdit {
  return imageInsertion([image], linked, { range: whole, placement: 'below', content: 'comment' }, style);
}

function newAddress({ address, reads }: LinkSpot, { image, renamedTo }: ServedImage, linked: LinkedText): TextEdit {
  const written = linked.text.slice(address.start, address.end);
  const languageId = languageAt(linked, address.start);
  if (renamedTo === undefined) return { range: address, text: escapedPath(image.path, languageId) };
  // What follows the file's name stays: `?width=300`, `#top`.
  const end = reads === 'file' ? written.length : written.search(/[?#]|$/);
  return { range: address, text: renamedReference(written.slice(0, end), renamedTo, languageId) + written.slice(end) };
}

/** In the order of the text. */
function apart(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits.toSorted((one, other) => one.range.start - other.range.start))
    if (edit.range.start >= (kept.at(-1)?.range.end ?? 0)) kept.push(edit);
  return kept;
}
