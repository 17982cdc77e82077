import type { OffsetRange } from '../trackedRange.ts';
import { latexWords } from './latexWords.ts';
import { ProseBlocks } from './proseBlocks.ts';
import type { TextBlock } from './surroundings.ts';

/** The headings and paragraphs of a document, when it is known which parts of it are neither. */
export class LatexProse {
  readonly #text: string;
  readonly #hidden: OffsetRange[] = [];
  readonly #headings: OffsetRange[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Comments, verbatim text, figures. */
  hide(range: OffsetRange): void {
    this.#hidden.push(range);
  }

  heading(range: OffsetRange): void {
    this.#headings.push(range);
  }

  blocks(end: number): readonly TextBlock[] {
    const found: TextBlock[] = [];
    const blocks = new ProseBlocks(this.#text, found, latexWords);
    for (const heading of this.#headings) blocks.heading(heading);
    const hidden = [...this.#hidden, ...this.#headings].toSorted((one, other) => one.start - other.start);
    let from = 0;
    for (const { start, end: last } of [...hidden, { start: end, end }]) {
      if (start > from) this.#paragraphs({ start: from, end: start }, blocks);
      from = Math.max(from, last);
    }
    return found;
  }

  /** Divided by blank lines. */
  #paragraphs({ start, end }: OffsetRange, blocks: ProseBlocks): void {
    const words = /\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/g;
    for (const { index, 0: paragraph } of this.#text.slice(start, end).matchAll(words)) {
      if (!/\p{L}/u.test(paragraph)) continue;
      blocks.line({ start: start + index, end: start + index + paragraph.length });
      blocks.end();
    }
  }
}
