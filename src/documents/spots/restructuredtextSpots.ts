import { knownCommentMarks } from '../comments/commentTable.ts';
import { nothingFound, readingOf } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { ProseBlocks } from './proseBlocks.ts';
import { directiveImage } from './restructuredtextDirective.ts';
import { RestructuredtextTables } from './restructuredtextTable.ts';
import { restructuredtextWords } from './restructuredtextWords.ts';
import { indentationOf, isBlank, textLines, type TextLine } from './textLines.ts';

const marks = knownCommentMarks('restructuredtext');

const directive = /^\.\.[ \t]+(?:\|([^|]{1,200})\|[ \t]+)?([a-z\d][\w:+.-]{0,60}?)[ \t]?::(?:[ \t]+|$)/i;
/** Targets, footnotes, and what only looks like a directive. */
const otherMarkup = /^\.\.[ \t]+(?:_|\[|\|[^|]{1,200}\|)/;
/** Directives whose content is not read as text. */
const literal: ReadonlySet<string> = new Set(
  (
    'code code-block sourcecode highlight literalinclude parsed-literal math raw prompt doctest testcode testsetup ' +
    'testcleanup testoutput graphviz graph digraph mermaid uml plantuml blockdiag seqdiag tikz productionlist csv-table ' +
    'ipython jupyter-execute code-cell console command-output program-output runblock exec terminal replace unicode date'
  ).split(' '),
);
const adornment = /^([!-/:-@[-`{-~])\1{1,}[ \t]*$/;
/** List items may begin in one another: `* - text`. */
const listMarks = /^[ \t]*(?:(?:[-*+•‣⁃]|\(?(?:\d{1,9}|#|[a-zA-Z]|[ivxlcdm]{1,8})[.)])[ \t]+){0,8}/i;
const substitution = /\|([^|\s](?:[^|]*[^|\s])?)\|/g;

export function readRestructuredtext(text: string): SpotReading {
  return new RestructuredtextReader(text).read();
}

class RestructuredtextReader {
  readonly #text: string;
  readonly #lines: readonly TextLine[];
  readonly #tables: RestructuredtextTables;
  readonly #found = nothingFound();
  readonly #blocks: ProseBlocks;
  /** Images that are shown where their name stands, if it stands anywhere. */
  readonly #defined: { readonly name: string; readonly link: LinkSpot }[] = [];
  readonly #used = new Set<string>();
  /** The column of the paragraph that is open. */
  #paragraph: number | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#lines = textLines(text);
    this.#tables = new RestructuredtextTables(this.#lines);
    this.#blocks = new ProseBlocks(text, this.#found.blocks, restructuredtextWords);
  }

  read(): SpotReading {
    for (let index = 0; index < this.#lines.length; index++) index = this.#take(index);
    this.#blocks.end();
    for (const { name, link } of this.#defined) if (this.#used.has(name)) this.#found.links.push(link);
    return readingOf(this.#found, this.#text);
  }

  /** The last line that was taken. */
  #take(index: number): number {
    const line = this.#lines[index];
    if (!line || isBlank(line)) {
      this.#endParagraph();
      return index;
    }
    const column = listMarks.exec(line.text)?.[0].length ?? 0;
    const body = line.text.slice(column).trimEnd();
    if (this.#paragraph === column && column === indentationOf(line)) return this.#takeText(index, column);
    this.#endParagraph();
    if (/^\.\.(?:\s|$)/.test(body)) return this.#takeMarkup(index, column, body);
    const table = this.#tables.endOf(index);
    if (table !== undefined) return this.#takeTable(index, table);
    return this.#takeHeading(index) ?? this.#takeText(index, column);
  }

  #takeMarkup(index: number, column: number, body: string): number {
    const [whole = '', name, kind] = directive.exec(body) ?? [];
    if (kind !== undefined) {
      const isFigure = kind.toLowerCase() === 'figure';
      if (isFigure || kind.toLowerCase() === 'image') {
        const argument = column + whole.length;
        const link = directiveImage({ lines: this.#lines, index, column, isFigure, argument, name });
        if (link && name === undefined) this.#found.links.push(link);
        else if (link && name !== undefined) this.#defined.push({ name: normalized(name), link });
        return index;
      }
      if (literal.has(kind.toLowerCase())) return this.#endOfIndented(index, column);
      this.#use(body.slice(whole.length));
      return index;
    }
    if (otherMarkup.test(body)) return index;
    const next = this.#lines[index + 1];
    if (body === '..' && (!next || isBlank(next))) return index;
    const end = this.#endOfIndented(index, column);
    const [first, last] = [this.#lines[index], this.#lines[end]];
    if (first && last) {
      const range = { start: first.start + column, end: last.start + last.text.trimEnd().length };
      this.#found.comments.push({ ...range, languageId: 'restructuredtext', marks });
    }
    return end;
  }

  #takeTable(start: number, end: number): number {
    for (let index = start; index <= end; index++) {
      this.#found.links.push(...this.#tables.imagesIn(index));
      this.#use(this.#lines[index]?.text ?? '');
    }
    return end;
  }

  /** Undefined when the line is none. */
  #takeHeading(index: number): number | undefined {
    const [line, second, third] = [0, 1, 2].map((ahead) => this.#lines[index + ahead]);
    if (!line) return undefined;
    if (adornment.test(line.text)) {
      const isOver = second && !isBlank(second) && third?.text.trimEnd() === line.text.trimEnd();
      if (!isOver) return line.text.trimEnd().length > 3 ? index : undefined;
      this.#heading(second);
      return index + 2;
    }
    if (!second || !adornment.test(second.text) || indentationOf(line) > 0) return undefined;
    const length = second.text.trimEnd().length;
    if (length < 4 && length < line.text.trimEnd().length) return undefined;
    this.#heading(line);
    return index + 1;
  }

  #heading(line: TextLine): void {
    this.#use(line.text);
    this.#blocks.heading({ start: line.start, end: line.start + line.text.length });
  }

  #takeText(index: number, column: number): number {
    const line = this.#lines[index];
    if (!line) return index;
    this.#use(line.text);
    // Fields are not a paragraph: other markup may follow without a blank line.
    if (/^\s*:[^:\s][^:]{0,60}:(?:\s|$)/.test(line.text)) return index;
    this.#paragraph ??= column;
    this.#blocks.line({ start: line.start, end: line.start + line.text.length });
    const next = this.#lines[index + 1];
    if (!line.text.trimEnd().endsWith('::') || (next && !isBlank(next))) return index;
    const indentation = this.#paragraph;
    this.#endParagraph();
    return this.#endOfLiteral(index, indentation);
  }

  /** Indented, or with the same sign before each of its lines. */
  #endOfLiteral(start: number, column: number): number {
    let index = start + 1;
    for (let line = this.#lines[index]; line && isBlank(line); line = this.#lines[index]) index++;
    const first = this.#lines[index];
    if (!first) return index;
    const indentation = indentationOf(first);
    if (indentation > column) return this.#endOfIndented(start, column);
    const sign = first.text.charAt(indentation);
    if (indentation < column || !/[!-/:-@[-`{-~]/.test(sign)) return index - 1;
    // A directive that follows at once is no quoted block.
    if (/^\.\.(?:\s|$)/.test(first.text.slice(indentation))) return index - 1;
    while (this.#lines[index]?.text.charAt(indentation) === sign) index++;
    return index - 1;
  }

  /** The last line that is indented more than a column. */
  #endOfIndented(start: number, column: number): number {
    let last = start;
    for (let index = start + 1; index < this.#lines.length; index++) {
      const line = this.#lines[index];
      if (!line || isBlank(line)) continue;
      if (indentationOf(line) <= column) break;
      last = index;
    }
    return last;
  }

  #use(text: string): void {
    if (!text.includes('|')) return;
    for (const [, name = ''] of text.replace(/``[^`]*``/g, '').matchAll(substitution)) this.#used.add(normalized(name));
  }

  #endParagraph(): void {
    this.#blocks.end();
    this.#paragraph = undefined;
  }
}

const normalized = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
