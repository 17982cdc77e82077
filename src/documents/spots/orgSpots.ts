import { knownCommentMarks } from '../comments/commentTable.ts';
import { nothingFound, readingOf } from './foundSpots.ts';
import type { SpotReading } from './imageSpot.ts';
import { LineComments } from './lineComments.ts';
import { OrgKeywords } from './orgKeywords.ts';
import { orgImages } from './orgLinks.ts';
import { orgWords } from './orgWords.ts';
import { ProseBlocks } from './proseBlocks.ts';
import { isBlank, textLines, type TextLine } from './textLines.ts';

const marks = knownCommentMarks('org');

/** Blocks whose lines are taken as they are: https://orgmode.org/manual/Blocks.html */
const verbatim = /^[ \t]*#\+begin_(src|example|export|comment)(?:\s|$)/i;
const blockEnd = /^[ \t]*#\+end_(\w{1,20})[ \t]*$/i;
const drawer = /^[ \t]*:(?:properties|logbook):[ \t]*$/i;
const drawerEnd = /^[ \t]*:end:[ \t]*$/i;
const keyword = /^[ \t]*#\+([\w-]{1,100})(?:\[[^\]]*\])?:(.*)$/;
const headline = /^(\*+)[ \t]+(?:(?:TODO|NEXT|WAITING|DONE|CANCELLED)[ \t]+)?(COMMENT(?=\s|$))?/;

export function readOrg(text: string): SpotReading {
  return new OrgReader(text).read();
}

class OrgReader {
  readonly #text: string;
  readonly #lines: readonly TextLine[];
  readonly #found = nothingFound();
  readonly #comments: LineComments;
  readonly #blocks: ProseBlocks;
  readonly #keywords = new OrgKeywords();
  /** The last lines on which blocks and drawers end: what is not closed is no block. */
  readonly #lastEnds = new Map<string, number>();
  /** The level of the headline whose subtree is commented out. */
  #hidden: number | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#lines = textLines(text);
    this.#comments = new LineComments(text, 'org', marks);
    this.#blocks = new ProseBlocks(text, this.#found.blocks, orgWords);
    for (const [index, line] of this.#lines.entries()) {
      const name = blockEnd.exec(line.text)?.[1]?.toLowerCase() ?? (drawerEnd.test(line.text) ? 'drawer' : undefined);
      if (name !== undefined) this.#lastEnds.set(name, index);
    }
  }

  read(): SpotReading {
    for (let index = 0; index < this.#lines.length; index++) index = this.#take(index);
    this.#blocks.end();
    return readingOf({ ...this.#found, comments: this.#comments.found }, this.#text);
  }

  /** The last line that was taken. */
  #take(index: number): number {
    const line = this.#lines[index];
    if (!line || isBlank(line)) {
      this.#blocks.end();
      this.#keywords.clear();
      return index;
    }
    const { text, start } = line;
    const range = { start, end: start + text.trimEnd().length };
    const [whole, stars = '', isComment] = headline.exec(text) ?? [];
    if (whole !== undefined) this.#headline(range, stars.length, isComment !== undefined);
    if (whole !== undefined || this.#hidden !== undefined) return index;
    const last = this.#blockEnd(index, text);
    if (last !== undefined) return last;
    const [, name, value = ''] = keyword.exec(text) ?? [];
    if (name !== undefined) {
      this.#blocks.end();
      this.#keywords.add(name, value);
    } else if (/^[ \t]*#(?:\s|$)/.test(text)) {
      this.#comments.takeLine({ start: start + text.search(/\S/), end: range.end });
    } else if (/^[ \t]*(?::(?:\s|$)|#\+)/.test(text)) {
      this.#blocks.end();
    } else this.#takeText(line);
    return index;
  }

  #headline(range: { readonly start: number; readonly end: number }, level: number, isComment: boolean): void {
    if (this.#hidden !== undefined && level <= this.#hidden) this.#hidden = undefined;
    this.#keywords.clear();
    if (this.#hidden !== undefined) return;
    if (isComment) this.#hidden = level;
    else {
      this.#takeImages({ start: range.start, text: this.#text.slice(range.start, range.end) });
      this.#blocks.heading(range);
    }
  }

  /** The last line of the block that begins at a line; undefined when none does. */
  #blockEnd(start: number, text: string): number | undefined {
    const name = verbatim.exec(text)?.[1]?.toLowerCase() ?? (drawer.test(text) ? 'drawer' : undefined);
    if (name === undefined || (this.#lastEnds.get(name) ?? -1) <= start) return undefined;
    let end = start + 1;
    while (!this.#isEnd(this.#lines[end]?.text ?? '', name)) end++;
    this.#blocks.end();
    this.#keywords.clear();
    const [first, last] = [this.#lines[start], this.#lines[end]];
    if (name === 'comment' && first && last) {
      const from = first.start + first.text.search(/\S/);
      this.#comments.takeBlock({ start: from, end: last.start + last.text.trimEnd().length });
    }
    return end;
  }

  #isEnd(text: string, name: string): boolean {
    return name === 'drawer' ? drawerEnd.test(text) : blockEnd.exec(text)?.[1]?.toLowerCase() === name;
  }

  #takeText(line: TextLine): void {
    this.#blocks.line({ start: line.start, end: line.start + line.text.length });
    this.#takeImages(line);
    this.#keywords.clear();
  }

  /** Keywords are about the first image below them. */
  #takeImages({ start, text }: TextLine): void {
    for (const { whole, address, target } of orgImages(text)) {
      this.#found.links.push({
        ...{ kind: 'link', reads: 'file', target },
        whole: { start: start + whole.start, end: start + whole.end },
        address: { start: start + address.start, end: start + address.end },
        ...this.#keywords.described,
      });
      this.#keywords.clear();
    }
  }
}
