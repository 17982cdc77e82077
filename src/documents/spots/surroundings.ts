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

/** The nearest heading above a place, and the paragraph before it below that heading, or else the one behind it. */
export function surroundingsAt(blocks: readonly TextBlock[], offset: number): Surroundings {
  const told = blocks.filter(({ text }) => text.trim() !== '');
  const heading = told.findLast(({ kind, start }) => kind === 'heading' && start <= offset);
  const paragraphs = told.filter(({ kind, start }) => kind === 'paragraph' && start >= (heading?.start ?? 0));
  const before = paragraphs.findLast(({ end }) => end <= offset);
  const around = before ?? paragraphs.find(({ start }) => start >= offset);
  return {
    ...(heading && { heading: cut(heading.text) }),
    ...(around && { paragraph: cut(around.text) }),
  };
}

const cut = (text: string): string => plainLine(text).slice(0, longestText).toWellFormed();
