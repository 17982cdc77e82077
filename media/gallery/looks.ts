import type { GalleryImage } from '../../src/gallery/protocol.ts';
import type { Host } from './host.ts';

const pauseMs = 100;

/** Asks for the facts of images in view, once for each content that a file had. */
export class Looks {
  readonly #host: Host;
  /** By id, the file time that the facts are for, or are asked for. */
  readonly #asked = new Map<string, number>();
  #inView: readonly GalleryImage[] = [];
  #isWaiting = false;

  constructor(host: Host) {
    this.#host = host;
  }

  look(images: readonly GalleryImage[]): void {
    this.#inView = images;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => {
      this.#isWaiting = false;
      this.#ask();
    }, pauseMs);
  }

  /** The extension starts anew. */
  forget(): void {
    this.#asked.clear();
  }

  #ask(): void {
    const ids = this.#inView.filter((image) => this.#isWanted(image)).map(({ id }) => id);
    for (const { id, modifiedAt } of this.#inView) this.#asked.set(id, modifiedAt);
    if (ids.length > 0) this.#host.post({ type: 'look', ids });
  }

  #isWanted({ id, modifiedAt, facts }: GalleryImage): boolean {
    const asked = this.#asked.get(id);
    return asked === undefined ? facts === undefined : asked !== modifiedAt;
  }
}
