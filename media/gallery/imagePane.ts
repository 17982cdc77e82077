import type { GalleryImage, ImageDetails } from '../../src/gallery/protocol.ts';
import { Details } from './details.ts';
import { element } from './dom.ts';
import type { Host } from './host.ts';
import type { Translate } from './texts.ts';

interface ImagePaneParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly addressOf: (image: GalleryImage) => string;
  readonly thumbnailOf: (hash: string) => string;
  readonly imageOf: (id: string) => GalleryImage | undefined;
  /** What the pane stands beside, or covers. */
  readonly beside: readonly HTMLElement[];
  readonly onSelect: (id: string) => void;
  readonly onToggle: (isOpen: boolean) => void;
  /** The pane closed while it had the focus. */
  readonly onLeave: () => void;
}

/** From this width on the details stand beside the grid. */
const wide = 900;
/** In this time the second click of two comes, and the keys of somebody who only runs through the grid. */
const pauseMs = 250;

/** Where the details of one image are shown: beside the grid, or over it when there is no room. */
export class ImagePane {
  readonly element: HTMLElement;
  readonly #parts: ImagePaneParts;
  readonly #details: Details;
  #id: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ImagePaneParts) {
    this.#parts = parts;
    const onClose = () => {
      this.close();
    };
    this.#details = new Details({ ...parts, onClose });
    this.#details.show(undefined);
    this.element = element('div', { class: 'image-pane', attributes: { hidden: '' } }, [this.#details.element]);
    addEventListener('resize', () => {
      this.#cover();
    });
  }

  get isOpen(): boolean {
    return this.#id !== undefined;
  }

  /** @param isAtOnce false for what may be the first of two clicks: the image must not move away before the second */
  open(image: GalleryImage, isAtOnce: boolean): void {
    this.hold();
    if (isAtOnce || (this.isOpen && isWide())) this.#show(image, isAtOnce);
    else this.#later(image, true);
  }

  /** Another image is the current one: an open pane goes along. */
  follow(image: GalleryImage | undefined): void {
    this.hold();
    if (this.isOpen && isWide() && image && image.id !== this.#id) this.#later(image, false);
  }

  /** What is about to be shown is not. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  update(details: ImageDetails): void {
    this.#details.update(details);
  }

  /** Shows the image as it is now; one that is gone has no details. */
  refresh(): void {
    if (this.#id === undefined) return;
    const image = this.#parts.imageOf(this.#id);
    if (image) this.#details.show(image);
    else this.close();
  }

  close(): void {
    this.hold();
    if (!this.isOpen) return;
    const hadFocus = this.element.contains(document.activeElement) || this.#isCovering;
    this.#id = undefined;
    this.#details.show(undefined);
    this.element.hidden = true;
    this.#cover();
    this.#parts.onToggle(false);
    if (hadFocus) this.#parts.onLeave();
  }

  #later(image: GalleryImage, isFocused: boolean): void {
    this.#timer = setTimeout(() => {
      this.#show(image, isFocused);
    }, pauseMs);
  }

  #show(image: GalleryImage, isFocused: boolean): void {
    const wasOpen = this.isOpen;
    this.#id = image.id;
    this.element.hidden = false;
    this.#details.show(image);
    this.#cover();
    if (!wasOpen) this.#parts.onToggle(true);
    if (isFocused && !isWide()) this.#focus();
  }

  /** What is covered is out of reach for keys as well. */
  #cover(): void {
    const { beside } = this.#parts;
    const isFocusCovered = this.#isCovering && beside.some((node) => node.contains(document.activeElement));
    for (const node of beside) node.inert = this.#isCovering;
    if (isFocusCovered) this.#focus();
  }

  #focus(): void {
    this.element.querySelector('button')?.focus();
  }

  get #isCovering(): boolean {
    return this.isOpen && !isWide();
  }
}

function isWide(): boolean {
  return innerWidth >= wide;
}
