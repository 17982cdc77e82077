import type { GalleryImage } from '../../src/gallery/protocol.ts';
import type { Host } from './host.ts';

const pauseMs = 100;

/** Tells what is in view: at once, and when that goes on changing, ten times a second at most. */
export class GridLooks {
  readonly #host: Host;
  #inView: readonly GalleryImage[] = [];
  /** The files in view, and their times, as they were told last: a file that changed is another sight. */
  #told = '';
  #isWaiting = false;

  constructor(host: Host) {
    this.#host = host;
  }

  look(images: readonly GalleryImage[]): void {
    this.#inView = images;
    if (!this.#isWaiting) this.#tell();
  }

  /** The extension starts anew. */
  forget(): void {
    this.#told = '';
  }

  #tell(): void {
    const sight = this.#inView.map(({ id, modifiedAt }) => `${id} ${modifiedAt}`).join();
    if (sight === this.#told || sight === '') return;
    this.#told = sight;
    this.#host.post({ type: 'look', ids: this.#inView.map(({ id }) => id) });
    this.#isWaiting = true;
    setTimeout(() => {
      this.#isWaiting = false;
      this.#tell();
    }, pauseMs);
  }
}
