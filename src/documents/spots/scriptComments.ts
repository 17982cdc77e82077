import type { SyntaxNode } from '@lezer/common';
import type { CommentMarks } from '../comments/comments.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { imageCommentAt } from './imageComment.ts';
import type { FoundComment } from './foundSpots.ts';

const marks: CommentMarks = {
  line: ['//'],
  block: [
    ['/*', '*/'],
    ['{/*', '*/}'],
  ],
};

/** The comments of a script: lines that follow each other are one, up to the next that asks for an image. */
export class ScriptComments {
  readonly #text: string;
  readonly #ranges: OffsetRange[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** In the order of the text. */
  take(comment: SyntaxNode): void {
    const range = wholeOf(comment, this.#text);
    const last = this.#ranges.at(-1);
    if (comment.name === 'LineComment' && last && this.#goesOn(last, range))
      this.#ranges[this.#ranges.length - 1] = { start: last.start, end: range.end };
    else this.#ranges.push(range);
  }

  get found(): readonly FoundComment[] {
    return this.#ranges.map((range) => ({ ...range, languageId: 'javascriptreact', marks }));
  }

  #goesOn(last: OffsetRange, next: OffsetRange): boolean {
    const isLines = this.#text.startsWith('//', last.start) && this.#isAlone(last.start);
    const between = this.#text.slice(last.end, next.start);
    // A new wish begins a new comment.
    return isLines && /^\r?\n[ \t]*$/.test(between) && !this.#asksForImage(next);
  }

  #isAlone(start: number): boolean {
    return /(?:^|\n)[ \t]*$/.test(this.#text.slice(this.#text.lastIndexOf('\n', start - 1) + 1, start));
  }

  #asksForImage(whole: OffsetRange): boolean {
    return imageCommentAt({ text: this.#text, whole, languageId: 'javascriptreact', marks }) !== undefined;
  }
}

/** With the braces that JSX puts around it. */
function wholeOf(comment: SyntaxNode, text: string): OffsetRange {
  const { parent } = comment;
  if (parent?.name !== 'JSXEscape' || comment.prevSibling?.name !== '{')
    return { start: comment.from, end: comment.to };
  // The parser misses an expression there, and leaves the brace out.
  const close = /^\s*\}/.exec(text.slice(comment.to, comment.to + 100))?.[0].length ?? 0;
  return { start: parent.from, end: comment.to + close };
}
