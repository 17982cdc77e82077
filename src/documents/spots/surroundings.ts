import { plainLine } from '../markup/altText.ts';
import type { OffsetRange } from '../trackedRange.ts';
import type { Surroundings } from './imageSpot.ts';

/** A heading or a paragraph. */
export interface TextBlock extends OffsetRange {
  readonly kind: 'heading' | 'paragraph';
  /** Its words, without marks. */
  readonly text: string;
}

const longestText = 500;

/**
 * Tells the nearest heading above a place, and the paragraph before it below that heading, or else the one behind it.
 * Sorts the blocks when it is asked first.
 */
export function surroundingsOf(blocks: readonly TextBlock[]): (offset: number) => Surroundings {
  let sorted: SortedBlocks | undefined;
  return (offset) => {
    const { headings, paragraphs } = (sorted ??= sortedBlocks(blocks));
    const heading = headings[countUntil(headings, ({ start }) => start <= offset) - 1];
    const from = heading?.start ?? 0;
    const before = paragraphs[countUntil(paragraphs, ({ end }) => end <= offset) - 1];
    const behind = paragraphs[countUntil(paragraphs, ({ start }) => start < Math.max(offset, from))];
    const around = before && before.start >= from ? before : behind;
    return {
      ...(heading && { heading: cut(heading.text) }),
      ...(around && { paragraph: cut(around.text) }),
    };
  };
}

interface SortedBlocks {
  readonly headings: readonly TextBlock[];
  readonly paragraphs: readonly TextBlock[];
}

/** Those that say something. */
function sortedBlocks(blocks: readonly TextBlock[]): SortedBlocks {
  const told = blocks.filter(({ text }) => text.trim() !== '').toSorted((one, other) => one.start - other.start);
  const of = (wanted: TextBlock['kind']): readonly TextBlock[] => told.filter(({ kind }) => kind === wanted);
  const paragraphs = of('paragraph');
  // One that holds others is told by them: without it, those that begin in order end in order, too.
  const innermost = paragraphs.filter(({ end }, index) => end <= (paragraphs[index + 1]?.start ?? Infinity));
  return { headings: of('heading'), paragraphs: innermost };
}

/** How many blocks from the first on fulfil a condition that none fulfils behind one that does not. */
function countUntil(blocks: readonly TextBlock[], isBefore: (block: TextBlock) => boolean): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block && isBefore(block)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const cut = (text: string): string => plainLine(text).slice(0, longestText).toWellFormed();
