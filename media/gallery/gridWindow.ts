import { gap, layoutFor, rowsAt, scrollTopFor, type GridLayout } from './gridLayout.ts';

/** What of the grid can be seen, in pixels and in rows. It never asks the document, which would have to be laid out. */
export class GridWindow {
  #layout = layoutFor(0);
  #height = 0;
  scrollTop = 0;

  get layout(): GridLayout {
    return this.#layout;
  }

  get height(): number {
    return this.#height;
  }

  /** Whole rows, at least one. */
  get page(): number {
    return Math.max(1, Math.floor(this.#height / this.#layout.rowHeight));
  }

  resize(width: number, height: number): void {
    this.#layout = layoutFor(width);
    this.#height = height;
  }

  rowOf(index: number): number {
    return Math.floor(index / this.#layout.columns);
  }

  /** Of so many cells. */
  rowCount(length: number): number {
    return Math.ceil(length / this.#layout.columns);
  }

  rows(length: number): ReturnType<typeof rowsAt> {
    return rowsAt(this.scrollTop, this.#height, this.#layout.rowHeight, this.rowCount(length));
  }

  /** The indexes of the cells in view, of so many. */
  seen(length: number): readonly number[] {
    const { columns } = this.#layout;
    const { start, end } = this.rows(length).seen;
    return Array.from({ length: (end - start) * columns }, (_, index) => start * columns + index);
  }

  contentHeight(length: number): number {
    return gap + this.rowCount(length) * this.#layout.rowHeight;
  }

  /** As far as so many cells can be scrolled. */
  reachable(scrollTop: number, length: number): number {
    return Math.max(0, Math.min(scrollTop, this.contentHeight(length) - this.#height));
  }

  /** Where a cell is seen whole. */
  scrollTopFor(index: number): number {
    return scrollTopFor(this.rowOf(index), this.scrollTop, this.#height, this.#layout.rowHeight);
  }
}
