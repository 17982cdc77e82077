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

/** Where a comment stands, with the braces that JSX puts around it. */
export function scriptCommentRange(comment: SyntaxNode, text: string): OffsetRange {
  const { parent } = comment;
  if (parent?.name !== 'JSXEscape' || comment.prevSibling?.name !== '{')
    return { start: comment.from, end: comment.to };
  // The parser misses an expression there, and leaves the brace out.
  const close = /^\s*\}/.exec(text.slice(comment.to, comment.to + 100))?.[0].length ?? 0;
  return { start: parent.from, end: comment.to + close };
}
