import { element, icon } from './dom.ts';

/** What stands on one side; a picture that cannot be drawn has no address. */
export interface ComparedImage {
  readonly address: string | undefined;
  readonly name: string;
  /** Short facts, most telling first. */
  readonly facts: readonly string[];
  readonly prompt: string | undefined;
}

/** One of two pictures, with its label, and how it came to be. */
export class ComparePicture {
  readonly element: HTMLElement;
  readonly #box: HTMLElement;
  readonly #reason: string;
  readonly #facts = element('p', { class: 'compare-facts' });
  readonly #prompt = element('p', { class: 'compare-prompt', attributes: { dir: 'auto' } });
  #address: string | undefined;

  /** @param reason what stands in place of a picture that cannot be drawn */
  constructor(side: 'earlier' | 'now', label: string, reason: string) {
    this.#reason = reason;
    this.#box = element('div', { class: `compare-picture compare-${side}` });
    const caption = element('figcaption', {}, [element('h3', { text: label }), this.#facts, this.#prompt]);
    this.element = element('figure', { class: 'compare-side' }, [this.#box, caption]);
  }

  show({ address, name, facts, prompt = '' }: ComparedImage): void {
    this.#facts.textContent = facts.join(' · ');
    if (this.#prompt.textContent !== prompt) this.#prompt.textContent = prompt;
    this.#prompt.title = prompt;
    this.#prompt.hidden = prompt === '';
    if (address !== undefined && address === this.#address) return;
    this.#address = address;
    if (address === undefined) this.#refuse();
    else this.#box.replaceChildren(this.#load(address, name));
  }

  /** Lets go of the picture, and of its memory. */
  clear(): void {
    this.#address = undefined;
    this.#box.replaceChildren();
  }

  /** A new element each time: an old one would go on showing the picture before. */
  #load(address: string, name: string): HTMLImageElement {
    const picture = element('img', { attributes: { alt: name, draggable: 'false' } });
    picture.addEventListener('load', () => {
      const { naturalWidth, naturalHeight } = picture;
      // An SVG need not have a size of its own.
      if (naturalWidth > 0 && naturalHeight > 0)
        picture.style.setProperty('--ratio', String(naturalWidth / naturalHeight));
      picture.classList.add('is-loaded');
    });
    picture.addEventListener('error', () => {
      if (picture.isConnected) this.#refuse();
    });
    picture.src = address;
    return picture;
  }

  #refuse(): void {
    const reason = element('span', { text: this.#reason });
    this.#box.replaceChildren(element('div', { class: 'compare-placeholder' }, [icon('file-media'), reason]));
  }
}
