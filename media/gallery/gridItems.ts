import type { Waiting } from '../../src/gallery/cards.ts';
import type { GalleryImage } from '../../src/gallery/protocol.ts';
import type { Place } from './places.ts';

/** What stands in one cell: an image, or a card. */
export type Item = ImageItem | JobItem | WaitingItem;

export interface ImageItem {
  readonly key: string;
  readonly image: GalleryImage;
}

export interface JobItem {
  readonly key: string;
  readonly place: Place;
}

export interface WaitingItem {
  readonly key: string;
  readonly waiting: Waiting;
}

/** The cells in order: those at the front, then some that stay empty, then the rest. */
export class GridItems {
  readonly #front: readonly Item[];
  readonly #rest: readonly Item[];
  readonly blanks: number;
  #images: readonly ImageItem[] | undefined;

  constructor(front: readonly Item[], rest: readonly Item[], blanks = 0) {
    this.#front = front;
    this.#rest = rest;
    this.blanks = blanks;
  }

  /** The same items, with so many empty cells that one of the rest stays in its column. */
  aligned(key: string, column: number, columns: number): GridItems {
    const place = this.#rest.findIndex((item) => item.key === key);
    if (place < 0) return this;
    const shift = column - ((this.#front.length + place) % columns);
    return new GridItems(this.#front, this.#rest, (shift + columns) % columns);
  }

  /** The same items, without empty cells. */
  packed(): GridItems {
    return new GridItems(this.#front, this.#rest);
  }

  get length(): number {
    return this.#front.length + this.blanks + this.#rest.length;
  }

  at(index: number): Item | undefined {
    if (index < this.#front.length) return this.#front[index];
    return index < this.#front.length + this.blanks ? undefined : this.#rest[index - this.#front.length - this.blanks];
  }

  /** -1 when it is not there. */
  indexOf(key: string | undefined): number {
    if (key === undefined) return -1;
    const front = this.#front.findIndex((item) => item.key === key);
    if (front >= 0) return front;
    const place = this.#rest.findIndex((item) => item.key === key);
    return place < 0 ? -1 : this.#front.length + this.blanks + place;
  }

  /** What stands there, or else before it, or else after it. */
  nearest(index: number): Item | undefined {
    for (let before = index; before >= 0; before--) if (this.at(before)) return this.at(before);
    for (let after = index + 1; after < this.length; after++) if (this.at(after)) return this.at(after);
    return undefined;
  }

  /** The images, in order. */
  get images(): readonly ImageItem[] {
    return (this.#images ??= [...this.#front, ...this.#rest].filter((item) => 'image' in item));
  }

  /** The keys of the images, in order. */
  get imageKeys(): readonly string[] {
    return this.images.map(({ key }) => key);
  }
}
