import { element, iconButton } from './dom.ts';

interface TextSectionParts {
  readonly title: string;
  readonly copyLabel: string;
  readonly onCopy: (text: string) => void;
}

/** A text of any length and any content, to read and to copy. */
export class TextSection {
  readonly element: HTMLElement;
  readonly #box: HTMLElement;

  constructor({ title, copyLabel, onCopy }: TextSectionParts) {
    const attributes = { dir: 'auto', tabindex: 0, role: 'group', 'aria-label': title };
    this.#box = element('div', { class: 'details-text', attributes });
    const copy = iconButton('copy', copyLabel, () => {
      onCopy(this.#box.textContent);
    });
    const head = element('div', { class: 'details-head' }, [element('h3', { text: title }), copy]);
    this.element = element('section', {}, [head, this.#box]);
    this.show(undefined);
  }

  /** Nothing to say hides it. */
  show(text: string | undefined): void {
    this.element.hidden = text === undefined || text === '';
    if (this.#box.textContent !== text) this.#box.textContent = text ?? '';
  }
}
