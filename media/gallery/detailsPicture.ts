import type { GalleryImage } from '../../src/gallery/protocol.ts';
import { element, icon } from './dom.ts';
import { nameOf } from './entry.ts';
import type { Translate } from './texts.ts';
import { ZoomView, type Picture } from './zoomView.ts';

const large = 'This image is too large to show.';
const broken = 'This file holds no image that can be shown.';

/** The picture, or the reason why there is none. */
export class DetailsPicture {
  readonly element: HTMLElement;
  readonly #translate: Translate;
  readonly #addressOf: (image: GalleryImage) => string;
  readonly #zoom: ZoomView;
  readonly #reason = element('p');
  readonly #placeholder: HTMLElement;
  /** The address that the browser could not draw last. */
  #failed: string | undefined;

  constructor(translate: Translate, addressOf: (image: GalleryImage) => string) {
    this.#translate = translate;
    this.#addressOf = addressOf;
    this.#zoom = new ZoomView(translate, (address) => {
      this.#failed = address;
      this.#refuse(translate(broken));
    });
    this.#placeholder = element('div', { class: 'details-placeholder' }, [icon('file-media'), this.#reason]);
    this.element = element('div', { class: 'details-picture' }, [this.#zoom.element, this.#placeholder]);
  }

  show(image: GalleryImage): void {
    const { facts } = image;
    const address = this.#addressOf(image);
    if (!facts) this.#refuse('');
    else if (!facts.isDrawable || address === this.#failed)
      this.#refuse(this.#translate(isLarge(image) && address !== this.#failed ? large : broken));
    else this.#draw({ address, name: nameOf(image), size: facts.size, color: facts.color });
  }

  clear(): void {
    this.#zoom.clear();
  }

  #draw(picture: Picture): void {
    this.#zoom.show(picture);
    this.#swap(true);
  }

  #refuse(reason: string): void {
    this.#zoom.clear();
    this.#reason.textContent = reason;
    this.#swap(false);
  }

  #swap(isShown: boolean): void {
    this.#zoom.element.hidden = !isShown;
    this.#placeholder.hidden = isShown;
  }
}

/** What is no image has no size in its header, and an SVG needs none. */
function isLarge({ facts, type, bytes }: GalleryImage): boolean {
  return facts?.size !== undefined || bytes > (type === 'svg' ? 1_000_000 : 64_000_000);
}
