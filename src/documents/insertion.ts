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
  const line = lineAround(text, placement === 'at' ? range.end : lastCharacter(text, range));
  if (placement === 'at' && (isInline || isBlank(text, line))) return atCursor(insertion, line);
  const restOfLine = text.slice(range.end, line.end);
  if (
    placement === 'below' &&
    isInline &&
    insertion.below === 'comment' &&
    restOfLine.trim() !== '' &&
    range.end <= line.end
  )
    return { range: { start: range.end, end: range.end }, text: joined(insertion, '') };
  return belowLine(insertion, line);
}

function atCursor(insertion: Insertion, line: OffsetRange): TextEdit {
  const { text, range, isInline, lineEnd } = insertion;
  const indentation = isBlank(text, line) ? text.slice(line.start, range.end) : indentationAt(text, range.end);
  const needsBlankBefore =
    !isInline && insertion.blankBefore && line.start > 0 && !isBlank(text, lineAround(text, line.start - 1));
  const before = needsBlankBefore ? lineEnd + indentation : '';
  const after = !isInline && needsBlankAfter(insertion, line) ? lineEnd : '';
  return { range: { start: range.end, end: range.end }, text: before + joined(insertion, indentation) + after };
}

function belowLine(insertion: Insertion, line: OffsetRange): TextEdit {
  const { text, range, lineEnd, below } = insertion;
  const last = below === 'text' && insertion.blankBefore ? endOfParagraph(text, line) : line;
  const indentation = indentationAt(text, range.start);
  const before = insertion.blankBefore ? lineEnd + lineEnd : lineEnd;
  const after = needsBlankAfter(insertion, last) ? lineEnd : '';
  return {
    range: { start: last.end, end: last.end },
    text: before + indentation + joined(insertion, indentation) + after,
  };
}

function needsBlankAfter({ text, blankAfter }: Insertion, line: OffsetRange): boolean {
  const next = lineAfter(text, line);
  return blankAfter && next.start > line.end && !isBlank(text, next);
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

const isBlank = (text: string, { start, end }: OffsetRange): boolean => text.slice(start, end).trim() === '';

function indentationAt(text: string, offset: number): string {
  const { start, end } = lineAround(text, offset);
  return /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '';
}
