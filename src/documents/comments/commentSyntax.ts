import type { CommentMarks } from './comments.ts';

/** One way in which a comment begins; without `close` it ends with its line. */
export interface CommentOpening {
  readonly mark: string;
  readonly close?: string;
  readonly lineStartOnly: boolean;
}

/** Where a mark stands in a line, `end` being behind its last character. */
export interface MarkPlace {
  readonly start: number;
  readonly end: number;
}

export interface OpeningPlace extends MarkPlace {
  readonly opening: CommentOpening;
}

/** Finds the marks of one language in single lines; every search is linear in the line. */
export class CommentSyntax {
  readonly marks: CommentMarks;
  readonly #openings: readonly CommentOpening[];
  readonly #atStart: RegExp;
  readonly #anywhere: RegExp;

  constructor(marks: CommentMarks) {
    this.marks = marks;
    const isVisible = (mark: string): boolean => mark.trim() !== '';
    const lines = marks.line
      .filter(isVisible)
      .map((mark) => ({ mark, lineStartOnly: marks.placement !== undefined || isWord(mark) }));
    const blocks = marks.block
      .filter((pair) => pair.every(isVisible))
      .map(([mark, close]) => ({ mark, close, lineStartOnly: isWord(mark) || isFence(mark, close) }));
    // `--[[` before `--`.
    this.#openings = [...lines, ...blocks].sort((a, b) => b.mark.trimEnd().length - a.mark.trimEnd().length);
    const source = this.#openings.map((opening) => `(${openingSource(opening)})`).join('|') || '(?!)';
    this.#atStart = new RegExp(`^(?:${source})`, 'i');
    this.#anywhere = new RegExp(source, 'gi');
  }

  /** The opening mark with which the text begins. */
  openingAtStart(text: string): OpeningPlace | undefined {
    return this.#place(this.#atStart.exec(text));
  }

  /** The first opening mark at or behind `from` that begins a comment, as far as one line can tell. */
  nextOpening(line: string, from: number, isOpen: (opening: CommentOpening) => boolean): OpeningPlace | undefined {
    const pattern = this.#anywhere;
    const indentation = indentationOf(line).length;
    pattern.lastIndex = from;
    for (;;) {
      const place = this.#place(pattern.exec(line));
      if (!place) return undefined;
      if (isOpen(place.opening) && mayBegin(line, place, indentation)) return place;
      // A repeated mark (`//////`) is passed as a whole, or a long one would be read again from each of its characters.
      const isRepeated = place.end - place.start > place.opening.mark.length;
      pattern.lastIndex = isRepeated ? place.end : place.start + 1;
    }
  }

  #place(match: RegExpExecArray | null): OpeningPlace | undefined {
    const opening =
      match && this.#openings[match.slice(1).findIndex((group) => (group as string | undefined) !== undefined)];
    return opening ? { opening, start: match.index, end: match.index + match[0].length } : undefined;
  }
}

/** The first closing mark at or behind `from`. */
export function findClose(line: string, from: number, close: string): MarkPlace | undefined {
  const pattern = new RegExp(closeSource(close), 'gi');
  pattern.lastIndex = from;
  const match = pattern.exec(line);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

export function indentationOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

/** Marks of quotes delimit strings too, so they count wherever they stand. */
export function isQuotes(mark: string): boolean {
  return mark === '"""' || mark === "'''";
}

function mayBegin(line: string, { opening, start }: OpeningPlace, indentation: number): boolean {
  if (start === indentation) return true;
  if (opening.lineStartOnly) return false;
  const before = line.charAt(start - 1);
  if (opening.close === undefined) return /\s/.test(before);
  // Not in a string ("/*"), a glob (src/**/*.ts) or a code span (`<!--`).
  return isQuotes(opening.mark) || !/[\w"'`*/\\.]/.test(before);
}

function isWord(mark: string): boolean {
  return /\w$/.test(mark);
}

/** AsciiDoc's `////`, CoffeeScript's `###`: the same mark on a line before and a line behind. */
function isFence(mark: string, close: string): boolean {
  return mark === close && !isQuotes(mark);
}

function openingSource({ mark, close }: CommentOpening): string {
  const source = escapeForPattern(mark.trimEnd());
  const last = escapeForPattern(mark.slice(-1));
  if (isQuotes(mark)) return `(?:[rubf]{1,2})?${source}`;
  // reStructuredText: targets, substitutions, footnotes and directives begin with `..` and are no comments.
  if (mark === '..') return String.raw`\.\.(?=\s|$)(?!\s+(?:[_|[]|[\w:+.-]+::))`;
  if (/[\w\s]$/.test(mark)) return `${source}(?=\\s|$)`;
  if (close === undefined) return `${source}${last}*`;
  if (isFence(mark, close)) return `${source}(?!${last})`;
  // `/****`, but in `/**/` the second asterisk belongs to the end.
  return close.startsWith(mark.slice(-1)) ? `${source}(?:${last}(?!${escapeForPattern(close.slice(1))}))*` : source;
}

function closeSource(close: string): string {
  const source = escapeForPattern(close);
  if (isWord(close)) return `${source}(?!\\w)(?<=^\\s*${source})`;
  return close.length === 1 ? `${source}(?=\\s*$)` : source;
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
