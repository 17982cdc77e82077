import type { GalleryImage } from '../../src/gallery/protocol.ts';
import type { Host } from './host.ts';

/** Asks for the details of an image: again only when something of it has changed. */
export class DetailsQuestion {
  readonly #host: Host;
  #asked = '';

  constructor(host: Host) {
    this.#host = host;
  }

  /** Nothing is asked about no image, and the next one is asked about in any case. */
  ask(image: GalleryImage | undefined): void {
    const asked = image ? knowledgeOf(image) : '';
    if (image && asked !== this.#asked) this.#host.post({ type: 'details', id: image.id });
    this.#asked = asked;
  }
}

/** With another one the details are others, too. */
function knowledgeOf({ id, modifiedAt, bytes, facts, uses, recipe, hasVersions }: GalleryImage): string {
  return JSON.stringify([id, modifiedAt, bytes, facts?.hash, uses, recipe, hasVersions]);
}
