import type { CommentMarks } from './comments.ts';
import type { CommentOpening, OpeningPlace } from './commentSyntax.ts';
import { CommentSyntax, findClose, indentationOf, isQuotes } from './commentSyntax.ts';
import { beginsWithPromptPrefix } from './promptPrefix.ts';
import type { SkippedText } from './skippedText.ts';
import { uncomment } from './commentText.ts';

/** The lines of a document, read one by one so that a huge one is not copied. */
export interface TextLines {
  readonly lineCount: number;
  lineAt(line: number): string;
}

/** Marks included; characters are UTF-16 units, `endCharacter` is behind the last one. */
export interface CommentBlock {
  readonly kind: 'line' | 'block';
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** The white space before the first line. */
  readonly indentation: string;
}

interface Comment extends Omit<CommentBlock, 'indentation'> {
  readonly mark: string;
  readonly hasOwnLine: boolean;
}

/** How many lines above and below the cursor are looked at. */
const farthestLine = 5000;

/** The comment on a line, or undefined. Where two comments share the line, it is the first one's. */
export function commentBlockAt(lines: TextLines, line: number, marks: CommentMarks): CommentBlock | undefined {
  if (!(line >= 0 && line < lines.lineCount)) return undefined;
  const syntax = new CommentSyntax(marks);
  let found: Comment | undefined;
  for (const comment of commentsAround(lines, line, syntax)) {
    if (found && goesOn(found, comment)) found = { ...comment, ...startOf(found) };
    else if ((found && found.endLine >= line) || comment.startLine > line) break;
    else found = comment;
  }
  return found && found.endLine >= line ? promptPart(lines, line, found, syntax) : undefined;
}

/** All comments of a text, in order; of a run of line comments, the lines from one prefix to the next are one. */
export function* commentBlocks(lines: TextLines, marks: CommentMarks, skipped?: SkippedText): Generator<CommentBlock> {
  const syntax = new CommentSyntax(marks);
  const stretch = { start: 0, end: lines.lineCount, ...(skipped && { skipped }) };
  let run: Comment | undefined;
  for (const comment of commentsIn(lines, stretch, syntax)) {
    if (run && goesOn(run, comment)) run = { ...comment, ...startOf(run) };
    else {
      if (run) yield* promptParts(lines, run, syntax);
      run = comment;
    }
  }
  if (run) yield* promptParts(lines, run, syntax);
}

function* promptParts(lines: TextLines, comment: Comment, syntax: CommentSyntax): Generator<CommentBlock> {
  let part = comment;
  for (let line = comment.startLine + 1; comment.kind === 'line' && line <= comment.endLine; line++) {
    if (!beginsWithPromptPrefix(uncomment(lines.lineAt(line), syntax))) continue;
    const end = { endLine: line - 1, endCharacter: lines.lineAt(line - 1).trimEnd().length };
    yield withIndentation(lines, { ...part, ...end });
    part = { ...comment, startLine: line, startCharacter: indentationOf(lines.lineAt(line)).length };
  }
  yield withIndentation(lines, part);
}

function withIndentation(
  lines: TextLines,
  { kind, startLine, startCharacter, endLine, endCharacter }: Comment,
): CommentBlock {
  const indentation = indentationOf(lines.lineAt(startLine));
  return { kind, startLine, startCharacter, endLine, endCharacter, indentation };
}

function commentsAround(lines: TextLines, cursor: number, syntax: CommentSyntax): Generator<Comment> {
  const end = Math.min(lines.lineCount, cursor + farthestLine);
  return commentsIn(lines, { start: Math.max(0, cursor - farthestLine), end }, syntax);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly skipped?: SkippedText;
}

function* commentsIn(lines: TextLines, { start, end, skipped }: Stretch, syntax: CommentSyntax): Generator<Comment> {
  // Up to which line a mark is known not to be closed: no stretch is searched twice.
  const unclosedUntil = new Map<CommentOpening, number>();
  const nextOpening = remembered((line, from) =>
    syntax.nextOpening(lines.lineAt(line), from, (opening) => line >= (unclosedUntil.get(opening) ?? 0)),
  );
  const nextSkipped = remembered((line, from) => skipped?.next(line, from));
  for (let line = start; line < end; line++) {
    let character = line === 0 && lines.lineAt(0).startsWith('#!') ? Infinity : 0;
    for (;;) {
      const place = nextOpening(line, character);
      const passed = nextSkipped(line, character);
      if (passed && passed.start < (place?.start ?? Infinity)) {
        line = passed.endLine;
        character = passed.endCharacter;
        continue;
      }
      if (!place) break;
      const last = findEnd(lines, line, place, { end, isIndented: syntax.marks.placement === 'indented' });
      if (last.character === undefined) {
        unclosedUntil.set(place.opening, last.line);
        character = place.start + 1;
        continue;
      }
      const comment = commentOf(lines, line, place, { line: last.line, character: last.character });
      // A string in quotes that begins behind code is no comment, but what it holds is none either.
      if (comment.hasOwnLine || !isQuotes(comment.mark)) yield comment;
      line = last.line;
      character = last.character;
    }
  }
}

type LineSearch<Found> = (line: number, from: number) => Found | undefined;

/** A search that is only made again when what it found is passed. */
function remembered<Found extends { readonly start: number }>(search: LineSearch<Found>): LineSearch<Found> {
  let last: { readonly line: number; readonly from: number; readonly found: Found | undefined } | undefined;
  return (line, from) => {
    const isKnown = last?.line === line && last.from <= from && (last.found?.start ?? Infinity) >= from;
    if (!last || !isKnown) last = { line, from, found: search(line, from) };
    return last.found;
  };
}

function commentOf(
  lines: TextLines,
  line: number,
  place: OpeningPlace,
  end: { line: number; character: number },
): Comment {
  return {
    kind: place.opening.close === undefined && end.line === line ? 'line' : 'block',
    mark: place.opening.mark,
    hasOwnLine: place.start === indentationOf(lines.lineAt(line)).length,
    startLine: line,
    startCharacter: place.start,
    endLine: end.line,
    endCharacter: end.character,
  };
}

interface SearchBounds {
  readonly end: number;
  readonly isIndented: boolean;
}

/** Where the comment ends; without a `character` it is not closed before `line`. */
function findEnd(
  lines: TextLines,
  start: number,
  { opening, end: from }: OpeningPlace,
  bounds: SearchBounds,
): { readonly line: number; readonly character?: number } {
  const { mark, close } = opening;
  if (close === undefined) {
    const line = bounds.isIndented ? lastIndentedLine(lines, start, bounds.end) : start;
    return { line, character: lines.lineAt(line).trimEnd().length };
  }
  for (let line = start; line < bounds.end; line++) {
    const text = lines.lineAt(line);
    // A line that opens anew: what was taken for the opening mark stood in a string, or was never closed.
    if (line > start && mark !== close && text.trimStart().startsWith(mark)) return { line };
    const place = findClose(text, line === start ? from : 0, close);
    if (place) return { line, character: place.end };
  }
  return { line: bounds.end };
}

/** https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#comments */
function lastIndentedLine(lines: TextLines, start: number, end: number): number {
  const first = lines.lineAt(start);
  const isBlank = (line: number): boolean => line >= lines.lineCount || lines.lineAt(line).trim() === '';
  if (first.trim() === '..' && isBlank(start + 1)) return start;
  let last = start;
  for (let line = start + 1; line < end; line++) {
    if (isBlank(line)) continue;
    if (indentationOf(lines.lineAt(line)).length <= indentationOf(first).length) break;
    last = line;
  }
  return last;
}

function goesOn(above: Comment, below: Comment): boolean {
  const areLines = above.kind === 'line' && below.kind === 'line' && above.hasOwnLine && below.hasOwnLine;
  return areLines && above.mark === below.mark && below.startLine === above.endLine + 1;
}

function startOf({ startLine, startCharacter }: Comment): Pick<Comment, 'startLine' | 'startCharacter'> {
  return { startLine, startCharacter };
}

/** Of a run of line comments, the lines from one prefix (`image:`) to the next. */
function promptPart(lines: TextLines, cursor: number, comment: Comment, syntax: CommentSyntax): CommentBlock {
  const isRun = comment.kind === 'line' && comment.startLine < comment.endLine;
  const isFirst = (line: number): boolean => isRun && beginsWithPromptPrefix(uncomment(lines.lineAt(line), syntax));
  let { startLine, startCharacter, endLine, endCharacter } = comment;
  for (let line = cursor; line > startLine; line--) if (isFirst(line)) startLine = line;
  for (let line = endLine; line > cursor; line--) if (isFirst(line)) endLine = line - 1;
  const indentation = indentationOf(lines.lineAt(startLine));
  if (startLine > comment.startLine) startCharacter = indentation.length;
  if (endLine < comment.endLine) endCharacter = lines.lineAt(endLine).trimEnd().length;
  return { kind: comment.kind, startLine, startCharacter, endLine, endCharacter, indentation };
}
