import type { GalleryAction, GalleryImage } from '../../src/gallery/protocol.ts';
import type { Cell } from './cell.ts';
import { cut } from './cut.ts';
import { element, iconButton } from './dom.ts';
import type { IconName } from './iconName.ts';
import { nameOf } from './entry.ts';
import { openMenu } from './menuContext.ts';
import type { Translate } from './texts.ts';

interface CellBarParts {
  readonly translate: Translate;
  readonly run: (action: GalleryAction, id: string) => void;
  /** Hovering only shows it: then its buttons are for the pointer alone. */
  readonly isForKeys: boolean;
}

/** The name and the buttons of the one cell that is pointed at, or has the focus. */
export class CellBar {
  readonly element = element('div', { class: 'cell-bar' });
  readonly #parts: CellBarParts;
  readonly #name = element('span', { class: 'cell-name', attributes: { dir: 'auto' } });
  readonly #again: HTMLButtonElement;
  #image: GalleryImage | undefined;

  constructor(parts: CellBarParts) {
    this.#parts = parts;
    const { translate } = parts;
    this.#again = this.#button('sync', translate('Generate Again'), 'generateAgain');
    const more = iconButton('ellipsis', translate('More actions'), openMenu);
    const buttons = [this.#button('insert', translate('Insert'), 'insert'), this.#again, more];
    for (const button of buttons) button.tabIndex = parts.isForKeys ? 0 : -1;
    this.element.append(this.#name, ...buttons);
  }

  /** Cells of jobs have buttons of their own. */
  showIn(cell: Cell | undefined): void {
    const item = cell?.item;
    if (!cell || !item || !('image' in item)) {
      this.element.remove();
      return;
    }
    const { image } = item;
    if (this.#image !== image) {
      const name = cut(nameOf(image), 200);
      this.#name.textContent = name;
      this.#name.title = name;
      this.#again.hidden = image.recipe === undefined;
      this.#image = image;
    }
    if (this.element.parentNode !== cell.element) cell.element.append(this.element);
  }

  #button(name: IconName, label: string, action: GalleryAction): HTMLButtonElement {
    return iconButton(name, label, () => {
      if (this.#image) this.#parts.run(action, this.#image.id);
    });
  }
}
