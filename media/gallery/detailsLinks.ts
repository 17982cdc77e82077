import { element, icon } from './dom.ts';

export interface DetailsLink {
  readonly label: string;
  /** The picture before the label; an empty one is an icon, as there is nothing to draw. */
  readonly thumbnail?: string;
}

/** A list of places to go to. */
export class LinkSection {
  readonly element: HTMLElement;
  readonly #list = element('ul', { class: 'details-links' });
  readonly #onOpen: (index: number) => void;
  #shown = '';

  constructor(title: string, onOpen: (index: number) => void) {
    this.#onOpen = onOpen;
    this.element = element('section', {}, [element('h3', { text: title }), this.#list]);
    this.element.hidden = true;
  }

  /** A list that stays the same stays untouched, with the focus in it. */
  show(links: readonly DetailsLink[]): void {
    this.element.hidden = links.length === 0;
    const shown = JSON.stringify(links);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#list.replaceChildren(...links.map((link, index) => element('li', {}, [this.#button(link, index)])));
  }

  #button({ label, thumbnail }: DetailsLink, index: number): HTMLButtonElement {
    const onClick = () => {
      this.#onOpen(index);
    };
    const picture = thumbnail === undefined ? [] : [thumbnail === '' ? icon('file-media') : small(thumbnail)];
    const attributes = { type: 'button', title: label };
    return element('button', { class: 'link-button', attributes, on: { click: onClick } }, [
      ...picture,
      element('bdi', { text: label }),
    ]);
  }
}

function small(address: string): HTMLImageElement {
  const attributes = { alt: '', loading: 'lazy', decoding: 'async', draggable: 'false' };
  const image = element('img', { class: 'details-thumbnail', attributes });
  image.addEventListener('error', () => {
    image.replaceWith(icon('file-media'));
  });
  image.src = address;
  return image;
}
