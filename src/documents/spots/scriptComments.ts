import type { SyntaxNode } from '@lezer/common';
import type { CommentMarks } from '../comments/comments.ts';
import type { OffsetRange } from '../trackedRange.ts';

/** Of scripts, and of JSX in them. */
export const scriptMarks: CommentMarks = {
  line: ['//'],
  block: [
    ['/*', '*/'],
    ['{/*', '*/}'],
  ],
};

/** A comment within a piece of a script; its end is known in the whole text. */
export interface ScriptComment extends OffsetRange {
  readonly isLine: boolean;
  /** It begins with the brace that JSX puts before it. */
  readonly isBraced: boolean;
}

export function scriptComment(comment: SyntaxNode): ScriptComment {
  const { parent, from, to, name } = comment;
  const isLine = name === 'LineComment';
  const isBraced = !isLine && parent?.name === 'JSXEscape' && comment.prevSibling?.name === '{';
  return { start: isBraced ? parent.from : from, end: to, isLine, isBraced };
}

/** With the brace behind it: the parser misses an expression there, and leaves the brace out. */
export function closedRange({ start, end, isBraced }: ScriptComment, text: string): OffsetRange {
  const close = isBraced ? (/^\s*\}/.exec(text.slice(end, end + 100))?.[0].length ?? 0) : 0;
  return { start, end: end + close };
}
