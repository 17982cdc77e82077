import type { GalleryImage } from '../../src/gallery/protocol.ts';
import { element, icon } from './dom.ts';
import type { Thumbnails } from './thumbnails.ts';
import type { Translate } from './texts.ts';

export interface PictureParts {
  readonly translate: Translate;
  readonly thumbnails: Thumbnails;
  readonly addressOf: (image: GalleryImage) => string;
  readonly thumbnailOf: (hash: string) => string;
  /** A picture came, or will not come. */
  readonly onSettled: (outcome: Outcome) => void;
}

type Outcome = 'is-loaded' | 'is-undrawable';

/** The picture in a cell: its average colour at once, in its shape, then the thumbnail. */
export class Picture {
  readonly element = element('div', { class: 'picture' });
  readonly #parts: PictureParts;
  readonly #img = element('img', { attributes: { alt: '', draggable: 'false', decoding: 'async' } });
  #image: GalleryImage | undefined;
  /** The content that was asked for, or stands there. */
  #hash: string | undefined;
  #letGo: () => void = () => undefined;
  #isSettled = false;

  constructor(parts: PictureParts) {
    this.#parts = parts;
    this.#img.addEventListener('load', () => {
      this.#settle('is-loaded');
    });
    this.#img.addEventListener('error', () => {
      this.#failed();
    });
  }

  /** It has what it will ever have. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** @param isWanted false while it only flies past: then nothing is fetched */
  show(image: GalleryImage, isWanted: boolean): void {
    const { facts } = image;
    const hash = facts && `${facts.hash}${facts.isDrawable ? '' : '!'}`;
    const isOther = image.id !== this.#image?.id || (hash !== this.#hash && this.#hash !== undefined);
    if (isOther) this.clear();
    if (isOther || facts !== this.#image?.facts) this.#standIn(image);
    this.#image = image;
    if (!facts || hash === this.#hash || !(isWanted || !facts.isDrawable)) return;
    this.#hash = hash;
    this.#load(image, facts);
  }

  /** Lets go of all that it holds. */
  clear(): void {
    this.#letGo();
    this.#letGo = () => undefined;
    this.#image = undefined;
    this.#hash = undefined;
    this.#isSettled = false;
    this.element.className = 'picture';
    this.element.replaceChildren();
    this.#img.removeAttribute('src');
  }

  #standIn({ facts }: GalleryImage): void {
    const { style } = this.element;
    const { width, height } = facts?.size ?? { width: 0, height: 0 };
    const isKnown = width > 0 && height > 0 && facts?.isDrawable === true;
    // Of a square, the longer side alone decides; the other follows from the shape.
    style.width = isKnown && width >= height ? `min(100%, ${width}px)` : '';
    style.height = isKnown && width < height ? `min(100%, ${height}px)` : '';
    style.aspectRatio = isKnown ? `${width} / ${height}` : '';
    style.backgroundColor = facts?.color ?? '';
    this.element.classList.toggle('has-shape', isKnown);
  }

  #load(image: GalleryImage, facts: NonNullable<GalleryImage['facts']>): void {
    if (!facts.isDrawable) {
      this.#showReason();
      return;
    }
    this.element.replaceChildren(this.#img);
    if (image.type === 'svg') this.#img.src = this.#parts.addressOf(image);
    else if (facts.hasThumbnail) this.#img.src = this.#parts.thumbnailOf(facts.hash);
    else this.#make(image);
  }

  #make(image: GalleryImage): void {
    let address: string | undefined;
    const cancel = this.#parts.thumbnails.request(image, (picture) => {
      if (!picture) {
        this.#showReason();
        return;
      }
      address = URL.createObjectURL(picture);
      this.#img.src = address;
    });
    this.#letGo = () => {
      cancel();
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }

  /** A stored thumbnail may have been thrown away meanwhile: then it is made again. */
  #failed(): void {
    const image = this.#image;
    if (!image?.facts || this.#isSettled) return;
    const wasStored = this.#img.src === new URL(this.#parts.thumbnailOf(image.facts.hash), document.baseURI).href;
    if (wasStored && image.type !== 'svg') {
      this.#make(image);
      return;
    }
    this.#parts.thumbnails.reportUndrawable(image);
    this.#showReason();
  }

  #showReason(): void {
    const reason = element('span', { class: 'picture-reason', text: this.#parts.translate('Cannot be previewed') });
    this.element.replaceChildren(icon('file-media'), reason);
    this.#settle('is-undrawable');
  }

  #settle(outcome: Outcome): void {
    this.element.classList.add(outcome);
    this.#isSettled = true;
    this.#parts.onSettled(outcome);
  }
}
