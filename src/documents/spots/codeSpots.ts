import { commentBlocks } from '../comments/commentBlock.ts';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { withoutStrings } from './codeStrings.ts';
import { nothingFound, readingOf, type FoundComment } from './foundSpots.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import { textLines } from './textLines.ts';

const nothing: SpotReading = { spots: [], around: () => ({}) };

/** Of languages that only name images in comments. */
export function codeReader(languageId: string, marks: CommentMarks = knownCommentMarks(languageId)): SpotReader {
  return (text) => {
    if (!/image|picture/i.test(text) || (marks.line.length === 0 && marks.block.length === 0)) return nothing;
    const comments = commentsIn(withoutStrings(text, languageId), languageId, marks);
    return readingOf({ ...nothingFound(), comments: [...comments] }, text);
  };
}

export function commentsIn(text: string, languageId: string, marks: CommentMarks): readonly FoundComment[] {
  if (!/image|picture/i.test(text)) return [];
  const lines = textLines(text);
  const source = { lineCount: lines.length, lineAt: (line: number) => lines[line]?.text ?? '' };
  return [...commentBlocks(source, marks)].map(({ startLine, startCharacter, endLine, endCharacter }) => ({
    start: (lines[startLine]?.start ?? 0) + startCharacter,
    end: (lines[endLine]?.start ?? 0) + endCharacter,
    ...{ languageId, marks },
  }));
}
