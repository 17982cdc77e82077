/** An image, and the caption of the innermost figure around it that has one. */
export interface FigureImage {
  caption: string | undefined;
}

interface OpenEnvironment {
  readonly name: string;
  readonly start: number;
  images: FigureImage[];
  caption: string | undefined;
}

const figure = /figure|float|table/i;
/** Where `\captionof` may stand without one of those around it. */
const box = /figure|float|table|^(?:minipage|frame|center|block)$/i;

/** A document nests less deep, and a hostile one shall not cost time. */
const mostAround = 50;

/** The environments that are open, and what they say of the images in them. */
export class LatexFigures {
  readonly #open: OpenEnvironment[] = [];

  add(image: FigureImage): void {
    this.#open.at(-1)?.images.push(image);
  }

  begin(name: string, start: number): void {
    this.#open.push({ name, start, images: [], caption: undefined });
  }

  /** `\caption` is about the figure around it, `\captionof` about any box. */
  caption(text: string, isOf: boolean): void {
    const around = this.#open.slice(-mostAround).findLast(({ name }) => (isOf ? box : figure).test(name));
    if (around) around.caption ??= text;
  }

  /** Where the figure began that ends here; undefined for what is no figure. */
  end(name: string): number | undefined {
    const around = this.#open.slice(-mostAround).toReversed();
    const depth = around.findIndex((each) => each.name === name);
    for (let count = 0; count <= depth; count++) this.#close();
    const ended = around[depth];
    return ended && /figure/i.test(name) ? ended.start : undefined;
  }

  endAll(): void {
    while (this.#open.length > 0) this.#close();
  }

  #close(): void {
    const closed = this.#open.pop();
    const outer = this.#open.at(-1);
    if (!closed) return;
    if (closed.caption !== undefined) for (const image of closed.images) image.caption = closed.caption;
    else if (outer) {
      const [most, least] =
        outer.images.length < closed.images.length ? [closed.images, outer.images] : [outer.images, closed.images];
      for (const image of least) most.push(image);
      outer.images = most;
    }
  }
}
