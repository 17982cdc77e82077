import type { PanelState, Question } from '../../src/gallery/protocol.ts';
import { element } from './dom.ts';
import type { Translate } from './texts.ts';

interface EmptyPageParts {
  readonly translate: Translate;
  /** The address of the picture. */
  readonly picture: string;
  readonly ask: (question: Question) => void;
  readonly onClearSearch: () => void;
}

/** Why the grid is empty. */
export type Emptiness = 'noFolder' | 'restricted' | 'noKey' | 'noImages' | 'noMatch';

/** Undefined while there is something to show, or may still come. */
export function emptinessOf(
  state: PanelState,
  total: number,
  cells: number,
  isComplete: boolean,
): Emptiness | undefined {
  if (state.roots.length === 0 && cells === 0) return 'noFolder';
  if (cells > 0 || !isComplete) return undefined;
  if (total > 0) return 'noMatch';
  if (!state.isTrusted) return 'restricted';
  return state.form.key === 'missing' ? 'noKey' : 'noImages';
}

/** Stands where the grid would be, and says what to do. */
export class EmptyPage {
  readonly element = element('div', { class: 'empty-page', attributes: { hidden: '' } });
  readonly #parts: EmptyPageParts;
  #shown: Emptiness | undefined;

  constructor(parts: EmptyPageParts) {
    this.#parts = parts;
  }

  show(emptiness: Emptiness | undefined): void {
    if (emptiness === this.#shown) return;
    this.#shown = emptiness;
    this.element.hidden = emptiness === undefined;
    this.element.replaceChildren(...(emptiness === undefined ? [] : this.#contentOf(emptiness)));
    // Where it has to be scrolled, something must take the keys.
    if (this.element.querySelector('button')) this.element.removeAttribute('tabindex');
    else this.element.tabIndex = 0;
  }

  #contentOf(emptiness: Emptiness): readonly Node[] {
    const { translate, onClearSearch } = this.#parts;
    const first = (label: string, question: Question) => this.#button('button button-primary', label, question);
    switch (emptiness) {
      case 'noFolder':
        return this.#column(translate('A folder is where images are found and saved.'), [
          first(translate('Open Folder'), 'openFolder'),
        ]);
      case 'restricted':
        return this.#column(translate('This folder is in Restricted Mode: images are shown, but none can be made.'), [
          first(translate('Manage Trust'), 'trust'),
        ]);
      case 'noKey':
        return this.#column(
          translate('Describe a picture and it appears here. An API key is needed for it, or try it without one.'),
          [
            first(translate('Set API Key'), 'setKey'),
            this.#button('button', translate('Try the Placeholder'), 'usePlaceholder'),
          ],
        );
      case 'noImages':
        return this.#column(translate('No images yet. Describe the first one above.'), []);
      case 'noMatch':
        return [
          element('p', { text: translate('No image matches.') }),
          element('button', {
            class: 'button',
            text: translate('Clear Search'),
            attributes: { type: 'button' },
            on: { click: onClearSearch },
          }),
        ];
    }
  }

  #column(sentence: string, buttons: readonly Node[]): readonly Node[] {
    const picture = element('img', { attributes: { src: this.#parts.picture, alt: '', width: 128, height: 128 } });
    const row = element('div', { class: 'empty-buttons' }, buttons);
    return [picture, element('p', { text: sentence }), ...(buttons.length > 0 ? [row] : [])];
  }

  #button(className: string, text: string, question: Question): HTMLButtonElement {
    const click = () => {
      this.#parts.ask(question);
    };
    return element('button', { class: className, text, attributes: { type: 'button' }, on: { click } });
  }
}
