import { commentBlocks } from '../comments/commentBlock.ts';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { withoutStrings } from './codeStrings.ts';
import { nothingFound, readingOf } from './foundSpots.ts';
import type { SpotReading } from './imageSpot.ts';
import type { SpotReader } from './spotReaders.ts';
import { textLines } from './textLines.ts';

const nothing: SpotReading = { spots: [], around: () => ({}) };

/** Of languages that only name images in comments. */
export function codeReader(languageId: string, marks: CommentMarks = knownCommentMarks(languageId)): SpotReader {
  return (text) => {
    if (!/image|picture/i.test(text) || (marks.line.length === 0 && marks.block.length === 0)) return nothing;
    const found = nothingFound();
    const lines = textLines(withoutStrings(text, languageId));
    const source = { lineCount: lines.length, lineAt: (line: number) => lines[line]?.text ?? '' };
    for (const { startLine, startCharacter, endLine, endCharacter } of commentBlocks(source, marks)) {
      const start = (lines[startLine]?.start ?? 0) + startCharacter;
      const end = (lines[endLine]?.start ?? 0) + endCharacter;
      found.comments.push({ start, end, languageId, marks });
    }
    return readingOf(found, text);
  };
}
