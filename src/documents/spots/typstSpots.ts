import type { CommentMarks } from '../comments/comments.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { describedBy } from './describedLink.ts';
import { readingOf } from './foundSpots.ts';
import { isLiteralAddress } from './imageAddress.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { LineComments } from './lineComments.ts';
import { ProseBlocks } from './proseBlocks.ts';
import type { TextBlock } from './surroundings.ts';
import type { TypstImage } from './typstFindings.ts';
import { scanTypst } from './typstScanner.ts';
import { typstString, typstWords } from './typstWords.ts';

const marks: CommentMarks = { line: ['//'], block: [['/*', '*/']] };

export function readTypst(text: string): SpotReading {
  const found = scanTypst(text);
  const comments = new LineComments(text, 'typst', marks);
  for (const { range, isLine } of found.comments) {
    const end = range.start + text.slice(range.start, range.end).trimEnd().length;
    if (isLine) comments.takeLine({ start: range.start, end });
    else comments.takeBlock({ start: range.start, end });
  }
  const links = found.images.flatMap((image) => linkOf(image, text));
  return readingOf({ links, comments: comments.found, blocks: blocksOf(text, found.hidden) }, text);
}

function linkOf(image: TypstImage, text: string): readonly LinkSpot[] {
  const { whole, address } = image;
  const target = typstString(text.slice(address.start, address.end));
  if (!isLiteralAddress(target)) return [];
  return [{ kind: 'link', reads: 'file', target, whole, address, ...described(image, text) }];
}

function described({ alt, caption }: TypstImage, text: string): ReturnType<typeof describedBy> {
  const slice = (range: OffsetRange): string => text.slice(range.start, range.end);
  const isString = caption && text.charAt(caption.start - 1) === '"';
  const words = isString ? typstString : typstWords;
  return describedBy({ alt: alt && typstString(slice(alt)), caption: caption && words(slice(caption)) });
}

/** The lines of the text that is no code. */
function blocksOf(text: string, hidden: readonly OffsetRange[]): readonly TextBlock[] {
  const found: TextBlock[] = [];
  const blocks = new ProseBlocks(text, found, typstWords);
  let from = 0;
  for (const { start, end } of [
    ...hidden.toSorted((one, other) => one.start - other.start),
    { start: text.length, end: text.length },
  ]) {
    if (start > from) takeLines(text, { start: from, end: start }, blocks);
    from = Math.max(from, end);
  }
  blocks.end();
  return found;
}

function takeLines(text: string, { start, end }: OffsetRange, blocks: ProseBlocks): void {
  for (const { index, 0: line } of text.slice(start, end).matchAll(/[^\n]+|\n/g)) {
    const range = { start: start + index, end: start + index + line.length };
    const isLineStart = range.start === 0 || text.charAt(range.start - 1) === '\n';
    if (line === '\n') {
      if (isLineStart) blocks.end();
    } else if (line.trim() === '') {
      if (isLineStart && text.charAt(range.end) === '\n') blocks.end();
    } else if (isLineStart && /^[ \t]*=+[ \t]+\S/.test(line)) blocks.heading(range);
    else if (/\p{L}/u.test(line)) blocks.line(range);
  }
}
