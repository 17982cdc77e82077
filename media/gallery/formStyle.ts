import type { FormState } from '../../src/gallery/protocol.ts';
import { element, icon, iconButton } from './dom.ts';
import type { Translate } from './texts.ts';

interface FormStyleParts {
  readonly translate: Translate;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
}

/** The line below the prompt: which house style goes with it, and one click to leave it out. */
export class FormStyle {
  readonly element: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #excerpt = element('span', { class: 'style-excerpt', attributes: { id: 'style-excerpt', dir: 'auto' } });
  readonly #problem = element('span', { class: 'style-problem', attributes: { id: 'style-problem' } });

  constructor({ translate, onToggle, onEdit }: FormStyleParts) {
    const attributes = { type: 'button', 'aria-describedby': 'style-excerpt style-problem' };
    const name = element('span', { text: translate('House style') });
    const on = { click: onToggle };
    this.#toggle = element('button', { class: 'style-toggle', attributes, on }, [icon('symbol-color'), name]);
    const edit = iconButton('edit', translate('Edit House Style'), onEdit);
    this.element = element('div', { class: 'style-line' }, [this.#toggle, this.#excerpt, edit, this.#problem]);
    this.element.hidden = true;
  }

  update({ style }: FormState): void {
    this.element.hidden = style === undefined;
    if (!style) return;
    this.#toggle.setAttribute('aria-pressed', String(style.isOn));
    // One that is refused whole.
    this.#toggle.disabled = style.excerpt === '';
    this.#excerpt.textContent = style.excerpt;
    this.#excerpt.title = style.text;
    this.#problem.textContent = style.problem ?? '';
  }
}
