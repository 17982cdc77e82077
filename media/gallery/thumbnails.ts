import type { GalleryImage } from '../../src/gallery/protocol.ts';
import type { Host } from './host.ts';
import type { ImageSize } from '../../src/images/image.ts';
import type { ThumbnailAnswer } from './thumbnailMessages.ts';

/** Makes thumbnails: as many at once as it is named among the painters. */
export interface Painter {
  paint(order: PaintingOrder): Promise<ThumbnailAnswer>;
}

export interface PaintingOrder {
  readonly address: string;
  /** As the file's header claims. */
  readonly size: ImageSize | undefined;
}

interface ThumbnailsParts {
  readonly host: Host;
  readonly painters: readonly Painter[];
  readonly addressOf: (image: GalleryImage) => string;
}

/** Hears of the picture when it is there; of undefined when there will be none. */
type Listener = (picture: Blob | undefined) => void;

interface Wish {
  readonly image: GalleryImage;
  readonly listeners: Set<Listener>;
}

/** Pictures that are kept here until the extension has stored them: a few screens of them. */
const mostKept = 300;

/** Thumbnails of images that have none yet: each is made once, the ones in view first, and given to the extension. */
export class Thumbnails {
  readonly #parts: ThumbnailsParts;
  readonly #idle: Painter[];
  /** By content hash, as all others here: copies of a file share their thumbnail. */
  readonly #wishes = new Map<string, Wish>();
  readonly #begun = new Map<string, Wish>();
  readonly #made = new Map<string, Blob>();
  readonly #undrawable = new Set<string>();
  #inView: readonly string[] = [];

  constructor(parts: ThumbnailsParts) {
    this.#parts = parts;
    this.#idle = [...parts.painters];
  }

  /** Has the image drawn, unless that is taken back before it began. @returns takes it back */
  request(image: GalleryImage, listener: Listener): () => void {
    const hash = image.facts?.hash ?? '';
    if (this.#undrawable.has(hash) || this.#made.has(hash)) {
      listener(this.#made.get(hash));
      return () => undefined;
    }
    const wish = this.#begun.get(hash) ?? this.#wishes.get(hash) ?? { image, listeners: new Set() };
    wish.listeners.add(listener);
    if (!this.#begun.has(hash)) this.#wishes.set(hash, wish);
    queueMicrotask(() => {
      this.#begin();
    });
    return () => {
      wish.listeners.delete(listener);
      if (wish.listeners.size === 0) this.#wishes.delete(hash);
    };
  }

  /** @param hashes of the images in view, which come first */
  look(hashes: readonly string[]): void {
    this.#inView = hashes;
  }

  /** The image could not be drawn, here or elsewhere in the page. */
  reportUndrawable({ id, facts }: GalleryImage): void {
    if (!facts || this.#undrawable.has(facts.hash)) return;
    this.#undrawable.add(facts.hash);
    this.#parts.host.post({ type: 'undrawable', id, hash: facts.hash });
  }

  #begin(): void {
    for (;;) {
      const hash = this.#idle.length > 0 ? this.#next() : undefined;
      const wish = hash === undefined ? undefined : this.#wishes.get(hash);
      const painter = wish && this.#idle.pop();
      if (hash === undefined || !wish || !painter) return;
      this.#wishes.delete(hash);
      this.#begun.set(hash, wish);
      void this.#paint(hash, wish, painter);
    }
  }

  /** What came into view last is what somebody looks at. */
  #next(): string | undefined {
    return this.#inView.find((hash) => this.#wishes.has(hash)) ?? [...this.#wishes.keys()].at(-1);
  }

  async #paint(hash: string, wish: Wish, painter: Painter): Promise<void> {
    const { image, listeners } = wish;
    const answer = await painter.paint({ address: this.#parts.addressOf(image), size: image.facts?.size });
    this.#idle.push(painter);
    this.#begun.delete(hash);
    if ('color' in answer) this.#keep(hash, image.id, answer);
    else if (answer.problem === 'undrawable') this.reportUndrawable(image);
    for (const listener of listeners) listener(this.#made.get(hash));
    this.#begin();
  }

  #keep(hash: string, id: string, { bytes, color }: Extract<ThumbnailAnswer, { color: string }>): void {
    this.#made.set(hash, new Blob([bytes], { type: 'image/webp' }));
    const [oldest] = this.#made.keys();
    if (this.#made.size > mostKept && oldest !== undefined) this.#made.delete(oldest);
    this.#parts.host.post({ type: 'thumbnail', id, hash, bytes, color });
  }
}
