import type { TextLines } from '../comments/commentBlock.ts';
import type { SkippedStretch, SkippedText } from '../comments/skippedText.ts';
import type { StringForm } from './codeStrings.ts';

/** More closing marks, which raw strings may choose, only stand in a hostile text. */
const mostMarks = 50;

/** Finds the strings of code, each search going on where the one before ended. */
export class CodeStrings implements SkippedText {
  readonly #lines: TextLines;
  readonly #forms: readonly StringForm[];
  readonly #open: RegExp;
  /** Closing marks that do not come any more in the lines before this one: no stretch is searched twice. */
  readonly #unclosedUntil = new Map<string, number>();

  constructor(lines: TextLines, forms: readonly StringForm[]) {
    this.#lines = lines;
    this.#forms = forms;
    this.#open = new RegExp(forms.map(({ open }, index) => `(?<f${index}>${open})`).join('|') || '(?!)', 'g');
  }

  next(line: number, from: number): SkippedStretch | undefined {
    const text = this.#lines.lineAt(line);
    this.#open.lastIndex = from;
    for (let match = this.#open.exec(text); match; match = this.#open.exec(text)) {
      const groups = match.groups ?? {};
      const form = this.#forms.find((_, index) => groups[`f${index}`] !== undefined);
      if (!form) continue;
      const end = this.#endOf(form, match, line);
      if (end) return { start: match.index, ...end };
      // Perhaps the mark belongs to something else: an apostrophe, a pattern.
      this.#open.lastIndex = match.index + match[0].length;
    }
    return undefined;
  }

  #endOf(form: StringForm, match: RegExpExecArray, start: number): Omit<SkippedStretch, 'start'> | undefined {
    const from = match.index + match[0].length;
    if (form.close === undefined) return { endLine: start, endCharacter: from };
    const captured = match.slice(1).findLast((group) => (group as string | undefined) !== undefined) ?? '';
    const close = form.close.replace('$1', () => escapeForPattern(captured));
    if (start < (this.#unclosedUntil.get(close) ?? 0) || this.#unclosedUntil.size > mostMarks) return undefined;
    const token = new RegExp(`${form.escape ?? '(?!)'}|(${close})`, 'g');
    const last = form.isMultiline ? this.#lines.lineCount - 1 : start;
    for (let line = start; line <= last; line++) {
      token.lastIndex = line === start ? from : 0;
      const text = this.#lines.lineAt(line);
      for (let found = token.exec(text); found; found = token.exec(text))
        if (found[1] !== undefined) return { endLine: line, endCharacter: found.index + found[0].length };
    }
    this.#unclosedUntil.set(close, last + 1);
    return undefined;
  }
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const hereDocument = /<<<?[~-]?[ \t]*(["'`]?)\\?([A-Za-z_]\w{0,60})\1/g;
const hereLanguages: ReadonlySet<string> = new Set(['shellscript', 'ruby', 'perl', 'php']);
const scalar = /^(?=[^#]*[|>])([ \t]*)((?:-[ \t]+)*)(.*?)(?:^|[:\s])[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/;

/** The lines of a text, with nothing in those that are data for a program: here documents, block scalars of YAML. */
export function codeLines(all: readonly string[], languageId: string): readonly string[] {
  if (hereLanguages.has(languageId)) return withoutHereDocuments(all);
  if (languageId === 'yaml' || languageId === 'dockercompose') return withoutScalars(all);
  if (languageId === 'powershell') return withoutHereStrings(all);
  return all;
}

function withoutHereDocuments(all: readonly string[]): readonly string[] {
  const lastLine = new Map<string, number>();
  for (const [index, line] of all.entries()) {
    const name = /^\s*(\w{1,61})[;,)]*\s*$/.exec(line)?.[1];
    if (name !== undefined) lastLine.set(name, index);
  }
  const lines = [...all];
  for (let index = 0; index < all.length; index++) {
    const line = all[index] ?? '';
    if (!line.includes('<<') || /^\s*(?:#|\/\/)/.test(line)) continue;
    for (const [, , name = ''] of line.matchAll(hereDocument)) {
      if ((lastLine.get(name) ?? -1) <= index) continue;
      const close = new RegExp(`^\\s*${name}\\b[;,)]*\\s*$`);
      while (++index < all.length && !close.test(all[index] ?? '')) lines[index] = '';
      // The name is no code either.
      if (index < all.length) lines[index] = '';
    }
  }
  return lines;
}

function withoutHereStrings(all: readonly string[]): readonly string[] {
  const lines = [...all];
  let close: string | undefined;
  for (const [index, line] of all.entries()) {
    if (close === undefined) {
      const quote = /@(["'])\s*$/.exec(line)?.[1];
      if (quote !== undefined && !/^\s*#/.test(line)) close = `${quote}@`;
    } else {
      if (line.startsWith(close)) close = undefined;
      lines[index] = '';
    }
  }
  return lines;
}

/** What is indented deeper than its key belongs to a scalar. */
function withoutScalars(all: readonly string[]): readonly string[] {
  const lines = [...all];
  let outer: number | undefined;
  for (const [index, line] of all.entries()) {
    const indentation = line.length - line.trimStart().length;
    if (outer !== undefined && (line.trim() === '' || indentation > outer)) {
      lines[index] = '';
      continue;
    }
    const [, space = '', dashes = '', key = ''] = scalar.exec(line.slice(0, 1000)) ?? [undefined];
    const isScalar = scalar.test(line.slice(0, 1000)) && !line.trimStart().startsWith('#');
    if (!isScalar) outer = undefined;
    else outer = key === '' ? Math.max(0, space.length + dashes.trimEnd().length - 1) : space.length + dashes.length;
  }
  return lines;
}
