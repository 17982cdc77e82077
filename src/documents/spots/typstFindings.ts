import type { OffsetRange } from '../trackedRange.ts';

/** A call of `image` with a literal path, and what is written around it. */
export interface TypstImage {
  readonly whole: OffsetRange;
  readonly address: OffsetRange;
  /** Of the string, as it is written. */
  readonly alt: OffsetRange | undefined;
  /** Of the figure around it: a string or content, without quotes or brackets. */
  caption: OffsetRange | undefined;
}

export interface TypstComment {
  readonly range: OffsetRange;
  readonly isLine: boolean;
}

/** What a document of Typst was found to hold, collected as it is read. */
export class TypstFindings {
  readonly images: TypstImage[] = [];
  readonly comments: TypstComment[] = [];
  /** What is no text: code, comments, raw text, formulas, figures. */
  readonly hidden: OffsetRange[] = [];
  /** Images that no figure has told of yet. */
  readonly #bare: TypstImage[] = [];
  #codeStart: number | undefined;

  /** Of images that a figure may still tell of. */
  get bareCount(): number {
    return this.#bare.length;
  }

  image(image: Omit<TypstImage, 'caption'>): void {
    const found = { ...image, caption: undefined };
    this.images.push(found);
    this.#bare.push(found);
  }

  /** @param bareBefore how many images no figure had told of when it began */
  figure(range: OffsetRange, bareBefore: number, caption: OffsetRange | undefined): void {
    if (caption) for (const image of this.#bare.splice(bareBefore)) image.caption = caption;
    this.hidden.push(range);
  }

  comment(range: OffsetRange, isLine: boolean): void {
    this.comments.push({ range, isLine });
    this.hidden.push(range);
  }

  raw(range: OffsetRange): void {
    this.hidden.push(range);
  }

  /** Code or a formula begins, unless it has already. */
  hideFrom(start: number): void {
    this.#codeStart ??= start;
  }

  /** Text goes on behind code, if there was any. */
  showFrom(end: number): void {
    if (this.#codeStart !== undefined) this.hidden.push({ start: this.#codeStart, end });
    this.#codeStart = undefined;
  }
}
