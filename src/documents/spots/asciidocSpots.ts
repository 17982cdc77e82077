import { knownCommentMarks } from '../comments/commentTable.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { AsciidocAttributes, attributeList, type AttributeList } from './asciidocAttributes.ts';
import { blockImage, cellImages, linkOf, type AboveBlock, type WrittenImage } from './asciidocImages.ts';
import { inlineImages } from './asciidocInline.ts';
import { asciidocWords } from './asciidocWords.ts';
import { nothingFound, readingOf } from './foundSpots.ts';
import type { SpotReading } from './imageSpot.ts';
import { LineComments } from './lineComments.ts';
import { ProseBlocks } from './proseBlocks.ts';
import { textLines, type TextLine } from './textLines.ts';

const marks = knownCommentMarks('asciidoc');

/** Blocks whose lines are taken as they are: https://docs.asciidoctor.org/asciidoc/latest/blocks/delimited/ */
const verbatimDelimiter = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|```[^`]*)$/;
const otherDelimiter = /^(?:--|={4,}|\*{4,}|_{4,}|[|,:!]={3,})$/;
const verbatimStyle =
  /^\[(?:(?:source|listing|literal|pass|stem|latexmath|asciimath|comment)(?:[%.#,].*)?|,[ \t]*\w.*)\]$/;
const blockAttributes = /^\[(?:|[\w.#%{,"'].*|\[.*\])\]$/;
const heading = /^(?:={1,6}|#{1,6})[ \t]+\S/;
const listItem = /^[ \t]*(?:\*{1,6}|-|\.{1,6}|\d+\.|[a-zA-Z]\.|<[\d.]+>)[ \t]+\S|^[ \t]*\S.*(?:::|;;)(?:[ \t]|$)/;

export function readAsciidoc(text: string): SpotReading {
  return new AsciidocReader(text).read();
}

class AsciidocReader {
  readonly #text: string;
  readonly #lines: readonly TextLine[];
  readonly #found = nothingFound();
  readonly #attributes = new AsciidocAttributes();
  readonly #comments: LineComments;
  readonly #blocks: ProseBlocks;
  #paragraph: 'none' | 'text' | 'verbatim' | 'header' = 'none';
  /** Of the paragraph, the part that is still to be searched. */
  #piece: OffsetRange | undefined;
  /** What lines above say of the block that comes next. */
  #title: string | undefined;
  #above: AttributeList['named'] = new Map();
  #isVerbatim = false;
  #isTable = false;

  constructor(text: string) {
    this.#text = text;
    this.#lines = textLines(text);
    this.#comments = new LineComments(text, 'asciidoc', marks);
    this.#blocks = new ProseBlocks(text, this.#found.blocks, asciidocWords);
  }

  read(): SpotReading {
    for (let index = 0; index < this.#lines.length; index++) index = this.#take(index);
    this.#endParagraph();
    return readingOf({ ...this.#found, comments: this.#comments.found }, this.#text);
  }

  /** The last line that was taken. */
  #take(index: number): number {
    const { start, text } = this.#lines[index] ?? { start: 0, text: '' };
    const line = text.trimEnd();
    const range = { start, end: start + line.length };
    if (line === '') this.#endParagraph();
    else if (verbatimDelimiter.test(line) || (line === '--' && this.#isVerbatim)) return this.#skipBlock(index, line);
    else if (otherDelimiter.test(line)) this.#delimiter(line);
    else if (this.#paragraph === 'verbatim') return index;
    else if (/^\/\/(?!\/)/.test(line)) this.#comment(range);
    else if (this.#paragraph === 'text' && !blockAttributes.test(line) && line !== '+') this.#goOn(range, line);
    else if (!this.#attributes.take(line)) return this.#begin(index, range, line);
    return index;
  }

  #skipBlock(index: number, line: string): number {
    this.#endParagraph();
    const close = line.startsWith('```') ? '```' : line;
    let last = index + 1;
    while (last < this.#lines.length && this.#lines[last]?.text.trimEnd() !== close) last++;
    const end = this.#lines[Math.min(last, this.#lines.length - 1)];
    const start = this.#lines[index]?.start ?? 0;
    if (line.startsWith('////') && end) this.#comments.takeBlock({ start, end: end.start + end.text.trimEnd().length });
    this.#forget();
    return last;
  }

  #delimiter(line: string): void {
    this.#endParagraph();
    this.#forget();
    if (/^[|,:]=/.test(line)) this.#isTable = !this.#isTable;
  }

  /** Within a paragraph it is left out, and the paragraph goes on. */
  #comment(range: OffsetRange): void {
    this.#endPiece();
    this.#comments.takeLine(range);
  }

  #goOn(range: OffsetRange, line: string): void {
    if (this.#isTable) for (const image of cellImages(range, line)) this.#image(image, this.#aboveBlock);
    this.#piece = { start: this.#piece?.start ?? range.start, end: range.end };
    this.#blocks.line(range);
  }

  #begin(index: number, range: OffsetRange, line: string): number {
    const underline = this.#lines[index + 1]?.text.trimEnd() ?? '';
    if (heading.test(line)) this.#heading(range, line.startsWith('= '));
    else if (isUnderlined(line, underline)) {
      this.#heading(range, false);
      return index + 1;
    } else if (this.#paragraph === 'header') return index;
    else if (/^\.\.?[^\s.]/.test(line) && !listItem.test(line)) this.#title = line.slice(1);
    else if (blockAttributes.test(line)) this.#attributeLine(line);
    else if (line === '+') this.#endParagraph();
    else if (!this.#isVerbatim && /^image::\S.*\]$/.test(line)) {
      this.#image(blockImage(range, line), this.#aboveBlock);
      this.#forget();
    } else this.#beginParagraph(range, line);
    return index;
  }

  #heading(range: OffsetRange, isDocumentTitle: boolean): void {
    const isFirst = this.#found.blocks.length === 0;
    this.#blocks.heading(range);
    this.#forget();
    // Its author and revision stand right below it.
    if (isDocumentTitle && isFirst) this.#paragraph = 'header';
  }

  #attributeLine(line: string): void {
    this.#endParagraph();
    if (line.startsWith('[[')) return;
    this.#isVerbatim ||= verbatimStyle.test(line);
    this.#above = new Map([...this.#above, ...attributeList(line.slice(1, -1)).named]);
  }

  #beginParagraph(range: OffsetRange, line: string): void {
    const isLiteral = /^[ \t]/.test(line) && !listItem.test(line) && !this.#isTable;
    this.#paragraph = isLiteral || this.#isVerbatim ? 'verbatim' : 'text';
    this.#forget();
    if (this.#paragraph === 'text') this.#goOn(range, line);
    // `a|` on its line opens a cell whose blocks follow.
    if (this.#isTable && line.endsWith('|')) this.#endParagraph();
  }

  #endParagraph(): void {
    this.#endPiece();
    this.#blocks.end();
    this.#paragraph = 'none';
  }

  #endPiece(): void {
    if (!this.#piece) return;
    const { start, end } = this.#piece;
    this.#piece = undefined;
    const moved = (range: OffsetRange): OffsetRange => ({ start: start + range.start, end: start + range.end });
    for (const image of inlineImages(this.#text.slice(start, end))) {
      const { target, attributes } = image;
      this.#image({ whole: moved(image), address: moved(target), attributes });
    }
  }

  #image(image: WrittenImage | undefined, above?: AboveBlock): void {
    const link = image && linkOf(image, { text: this.#text, attributes: this.#attributes, ...(above && { above }) });
    if (link) this.#found.links.push(link);
  }

  get #aboveBlock(): AboveBlock {
    return { title: this.#title, named: this.#above };
  }

  #forget(): void {
    this.#title = undefined;
    this.#isVerbatim = false;
    if (this.#above.size > 0) this.#above = new Map();
  }
}

/** `Title` above `-----`: https://docs.asciidoctor.org/asciidoc/latest/sections/titles-and-levels/ */
function isUnderlined(line: string, underline: string): boolean {
  if (!/^([=\-~^+])\1{2,}$/.test(underline) || !/[\p{L}\p{N}]/u.test(line)) return false;
  return Math.abs(line.length - underline.length) <= 1 && !/^[.*[|]|^\s/.test(line);
}
