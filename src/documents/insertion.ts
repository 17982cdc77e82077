import type { OffsetRange } from './trackedRange.ts';

/** Where markup goes: right at the cursor, below a comment or a text, or in its place. */
export type Placement = 'at' | 'below' | 'replace';

export interface Insertion {
  readonly text: string;
  readonly range: OffsetRange;
  readonly placement: Placement;
  /** One entry an image, lines divided by `\n`, without indentation. */
  readonly markup: readonly string[];
  /** Whether the markup may stand within a line. */
  readonly isInline: boolean;
  /** Whether what stands above is a comment or a text that the markup must be kept apart from. */
  readonly below: 'comment' | 'text';
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
  readonly lineEnd: '\n' | '\r\n';
}

/** The one edit of a document: what stands in `range` becomes `text`. */
export interface TextEdit {
  readonly range: OffsetRange;
  readonly text: string;
}

/** The one edit that puts markup into a text. No other character of the text changes. */
export function insertionEdit(insertion: Insertion): TextEdit {
  const { text, range, placement, isInline } = insertion;
  if (placement === 'replace')
    return { range: meantRange(text, range), text: joined(insertion, indentationAt(text, range.start)) };
  if (placement === 'at') return atCursor(insertion);
  const line = lineAround(text, lastCharacter(text, range));
  const isTextBehind = range.end <= line.end && text.slice(range.end, line.end).trim() !== '';
  if (isInline && insertion.below === 'comment' && isTextBehind)
    return { range: { start: range.end, end: range.end }, text: joined(insertion, '') };
  return belowLine(insertion, line);
}

function atCursor(insertion: Insertion): TextEdit {
  const { text, range, isInline, blankBefore, blankAfter } = insertion;
  const line = lineAround(text, range.end);
  if (blankBefore || blankAfter) {
    const lastOfFrontMatter = endOfFrontMatter(text);
    if (lastOfFrontMatter && line.end <= lastOfFrontMatter.end) return belowFrontMatter(insertion, lastOfFrontMatter);
    const isAtStart = isBlank(text, { start: line.start, end: range.end });
    if (isAtStart && !isBlank(text, line)) return aboveLine(insertion, line);
  }
  return isInline || isBlank(text, line) ? inLine(insertion, line) : belowLine(insertion, line);
}

function inLine(insertion: Insertion, line: OffsetRange): TextEdit {
  const { text, range, isInline, lineEnd } = insertion;
  const indentation = isBlank(text, line) ? text.slice(line.start, range.end) : indentationAt(text, range.end);
  const needsBlankBefore = !isInline && insertion.blankBefore && hasTextAbove(text, line);
  const before = needsBlankBefore ? lineEnd + indentation : '';
  const after = !isInline && insertion.blankAfter && hasTextBelow(text, line) ? lineEnd : '';
  return { range: { start: range.end, end: range.end }, text: before + joined(insertion, indentation) + after };
}

/** What stands before `# Heading`, `- item` or `---` in its line makes it something else. */
function aboveLine(insertion: Insertion, line: OffsetRange): TextEdit {
  const { text, lineEnd } = insertion;
  const indentation = indentationAt(text, line.start);
  const before = hasTextAbove(text, line) ? lineEnd : '';
  return {
    range: { start: line.start, end: line.start },
    text: before + indentation + joined(insertion, indentation) + lineEnd + lineEnd,
  };
}

function belowFrontMatter(insertion: Insertion, last: OffsetRange): TextEdit {
  const { text, lineEnd } = insertion;
  const after = hasTextBelow(text, last) ? lineEnd : '';
  return { range: { start: last.end, end: last.end }, text: lineEnd + lineEnd + joined(insertion, '') + after };
}

function belowLine(insertion: Insertion, line: OffsetRange): TextEdit {
  const { text, range, lineEnd, below } = insertion;
  const last = below === 'text' && insertion.blankBefore ? endOfParagraph(text, line) : line;
  const indentation = indentationAt(text, range.start);
  const before = insertion.blankBefore ? lineEnd + lineEnd : lineEnd;
  const after = insertion.blankAfter && hasTextBelow(text, last) ? lineEnd : '';
  return {
    range: { start: last.end, end: last.end },
    text: before + indentation + joined(insertion, indentation) + after,
  };
}

function joined({ markup, lineEnd }: Insertion, indentation: string): string {
  return markup.join('\n').replaceAll('\n', lineEnd + indentation);
}

/** What a selection is about, without the indentation of its first line and the end of its last one. */
function meantRange(text: string, range: OffsetRange): OffsetRange {
  const end = lastCharacter(text, range);
  const isFirst = isBlank(text, { start: lineAround(text, range.start).start, end: range.start });
  const indentation = isFirst ? (/^[ \t]*/.exec(text.slice(range.start, end))?.[0].length ?? 0) : 0;
  return { start: range.start + indentation, end };
}

/** A selection of whole lines ends at the start of the next one, which is not meant. */
function lastCharacter(text: string, { start, end }: OffsetRange): number {
  let last = end;
  while (last > start && /[\r\n]/.test(text.charAt(last - 1))) last--;
  return last;
}

/** A text in the middle of hard-wrapped lines belongs to all of them. A heading stands alone. */
function endOfParagraph(text: string, line: OffsetRange): OffsetRange {
  let last = line;
  if (/^\s*#/.test(text.slice(line.start, line.end))) return last;
  for (;;) {
    const next = lineAfter(text, last);
    if (next.start <= last.start || isBlank(text, next)) return last;
    last = next;
  }
}

/** The line that closes the YAML at the start of a document; undefined without one. */
function endOfFrontMatter(text: string): OffsetRange | undefined {
  const start = /^---[ \t]*\r?\n/.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  const length = text.slice(start).search(/^(?:---|\.\.\.)[ \t]*$/m);
  return length === -1 ? undefined : lineAround(text, start + length);
}

/** Without its line break. */
function lineAround(text: string, offset: number): OffsetRange {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const feed = text.indexOf('\n', offset);
  const end = feed === -1 ? text.length : feed;
  return { start: offset === 0 ? 0 : start, end: end > start && text.charAt(end - 1) === '\r' ? end - 1 : end };
}

/** The same line when it is the last one. */
function lineAfter(text: string, { end }: OffsetRange): OffsetRange {
  return lineAround(text, text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length));
}

function hasTextAbove(text: string, { start }: OffsetRange): boolean {
  return start > 0 && !isBlank(text, lineAround(text, start - 1));
}

function hasTextBelow(text: string, line: OffsetRange): boolean {
  const next = lineAfter(text, line);
  return next.start > line.end && !isBlank(text, next);
}

const isBlank = (text: string, { start, end }: OffsetRange): boolean => text.slice(start, end).trim() === '';

function indentationAt(text: string, offset: number): string {
  const { start, end } = lineAround(text, offset);
  return /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '';
}
