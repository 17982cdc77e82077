import { commentBlocks } from '../comments/commentBlock.ts';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { stringFormsOf } from './codeStrings.ts';
import { CodeStrings, codeLines } from './codeText.ts';
import { nothingFound, readingOf, type FoundComment } from './foundSpots.ts';
import { mayAskForImage } from './imageComment.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import { textLines } from './textLines.ts';

const nothing: SpotReading = { spots: [], around: () => ({}) };

/** Of languages that only name images in comments. */
export function codeReader(languageId: string, marks: CommentMarks = knownCommentMarks(languageId)): SpotReader {
  return (text) => {
    const comments = commentsIn(text, languageId, marks);
    return comments.length === 0 ? nothing : readingOf({ ...nothingFound(), comments }, text);
  };
}

/** All comments of a text that holds one for an image perhaps. */
export function commentsIn(text: string, languageId: string, marks: CommentMarks): readonly FoundComment[] {
  if (!mayAskForImage(text) || (marks.line.length === 0 && marks.block.length === 0)) return [];
  const lines = textLines(text);
  const code = codeLines(
    lines.map((line) => line.text),
    languageId,
  );
  const source = { lineCount: code.length, lineAt: (line: number) => code[line] ?? '' };
  const forms = stringFormsOf(languageId).filter(({ open }) => !isMark(open, marks));
  return Array.from(commentBlocks(source, marks, new CodeStrings(source, forms)), (block) => ({
    start: (lines[block.startLine]?.start ?? 0) + block.startCharacter,
    end: (lines[block.endLine]?.start ?? 0) + block.endCharacter,
    ...{ languageId, marks },
  }));
}

/** Quotes that a language also writes comments with: `"""` of Python, `"` of Vim. */
function isMark(open: string, { line, block }: CommentMarks): boolean {
  return line.includes(open) || block.some(([mark]) => mark === open);
}
