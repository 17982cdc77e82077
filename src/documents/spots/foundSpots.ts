import type { CommentMarks } from '../comments/comments.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { imageCommentAt } from './imageComment.ts';
import type { ImageSpot, LinkSpot, SpotReading } from './imageSpot.ts';
import { withServed } from './servedComments.ts';
import { surroundingsOf, type TextBlock } from './surroundings.ts';

/** What a reader finds in a text, or in a piece of one. */
export interface FoundSpots {
  readonly links: LinkSpot[];
  readonly comments: FoundComment[];
  readonly blocks: TextBlock[];
}

/** The same when all is found. */
export interface ReadSpots {
  readonly links: readonly LinkSpot[];
  readonly comments: readonly FoundComment[];
  readonly blocks: readonly TextBlock[];
}

/** Any comment; whether it asks for an image is told in the whole text. */
export interface FoundComment extends OffsetRange {
  readonly languageId: string;
  readonly marks: CommentMarks;
}

export const nothingFound = (): FoundSpots => ({ links: [], comments: [], blocks: [] });

/** In the order of the text, each address once: of several that show it, the one that says most. */
export function readingOf({ links, comments, blocks }: ReadSpots, text: string): SpotReading {
  const asked = comments.flatMap(({ start, end, languageId, marks }) => {
    const spot = imageCommentAt({ text, whole: { start, end }, languageId, marks });
    return spot ? [spot] : [];
  });
  const apart: ImageSpot[] = [];
  for (const spot of [...links, ...withServed(asked, links, text)].toSorted(
    (one, other) => startOf(one) - startOf(other),
  )) {
    const last = apart.at(-1);
    if (!last || startOf(last) !== startOf(spot)) apart.push(spot);
    else if (Object.keys(spot).length > Object.keys(last).length) apart[apart.length - 1] = spot;
  }
  return { spots: apart, around: surroundingsOf(blocks) };
}

const startOf = (spot: ImageSpot): number => (spot.kind === 'link' ? spot.address.start : spot.whole.start);

/** Adds what was found in a piece that begins at an offset. */
export function addFound(found: FoundSpots, piece: FoundSpots, offset = 0): void {
  for (const link of piece.links)
    found.links.push({ ...link, whole: movedBy(link.whole, offset), address: movedBy(link.address, offset) });
  for (const comment of piece.comments) found.comments.push(movedBy(comment, offset));
  for (const block of piece.blocks) found.blocks.push(movedBy(block, offset));
}

export function movedBy<Range extends OffsetRange>(range: Range, offset: number): Range {
  return { ...range, start: range.start + offset, end: range.end + offset };
}
