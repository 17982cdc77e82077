import type { CommentMarks } from '../comments/comments.ts';
import type { OffsetRange } from '../trackedRange.ts';
import type { FoundComment } from './foundSpots.ts';
import { imageCommentAt } from './imageComment.ts';

/** Line comments on lines that follow each other are one comment, up to the next that asks for an image. */
export class LineComments {
  readonly #text: string;
  readonly #languageId: string;
  readonly #marks: CommentMarks;
  readonly #ranges: OffsetRange[] = [];
  #isRun = false;

  constructor(text: string, languageId: string, marks: CommentMarks) {
    this.#text = text;
    this.#languageId = languageId;
    this.#marks = marks;
  }

  /** In the order of the text. */
  takeLine(range: OffsetRange): void {
    const last = this.#ranges.at(-1);
    if (this.#isRun && last && this.#goesOn(last, range))
      this.#ranges[this.#ranges.length - 1] = { start: last.start, end: range.end };
    else this.#ranges.push(range);
    this.#isRun = this.#isAlone(range.start);
  }

  takeBlock(range: OffsetRange): void {
    this.#ranges.push(range);
    this.#isRun = false;
  }

  get found(): readonly FoundComment[] {
    return this.#ranges.map((range) => ({ ...range, languageId: this.#languageId, marks: this.#marks }));
  }

  #goesOn(last: OffsetRange, next: OffsetRange): boolean {
    const between = this.#text.slice(last.end, next.start);
    // A new wish begins a new comment.
    return /^[ \t]*\r?\n[ \t]*$/.test(between) && !this.#asksForImage(next);
  }

  /** Behind code, a comment is about that line. */
  #isAlone(start: number): boolean {
    return this.#text.slice(this.#text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
  }

  #asksForImage(whole: OffsetRange): boolean {
    const question = { text: this.#text, whole, languageId: this.#languageId, marks: this.#marks };
    return imageCommentAt(question) !== undefined;
  }
}
