import { element, icon } from './dom.ts';
import { nameOf } from './entry.ts';
import type { Item, ImageItem } from './gridItems.ts';
import { Picture, type PictureParts } from './picture.ts';
import { cut } from './cut.ts';
import { menuContext } from './menuContext.ts';

export interface CellParts extends PictureParts {
  /** The element of a card, which is the same as long as the card stands. */
  readonly cardOf: (key: string) => HTMLElement | undefined;
}

/** Where a cell stands and how. */
export interface CellState {
  readonly column: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isWanted: boolean;
}

/** One square of the grid, used for one item after the other. */
export class Cell {
  readonly element = element('div', { class: 'cell', attributes: { role: 'gridcell', tabindex: -1 } });
  readonly #parts: CellParts;
  readonly #picture: Picture;
  readonly #star = element('span', { class: 'cell-star' }, [icon('star-full')]);
  readonly #check = element('span', { class: 'cell-check' }, [icon('check')]);
  #item: Item | undefined;
  #column = -1;

  constructor(parts: CellParts) {
    this.#parts = parts;
    this.#picture = new Picture(parts);
  }

  get item(): Item | undefined {
    return this.#item;
  }

  /** The picture stands, or will never. */
  get isSettled(): boolean {
    return this.#item === undefined || !('image' in this.#item) || this.#picture.isSettled;
  }

  show(item: Item, { column, isActive, isSelected, isWanted }: CellState): void {
    if (column !== this.#column) this.#moveTo(column);
    this.element.tabIndex = isActive ? 0 : -1;
    this.#toggle('aria-selected', 'image' in item ? String(isSelected) : undefined);
    this.#check.hidden = !isSelected;
    if ('image' in item) this.#showImage(item, isWanted);
    else this.#showCard(item.key);
    this.#item = item;
  }

  /** Leaves the document: whatever it held is given back. */
  release(): void {
    this.#item = undefined;
    this.#picture.clear();
    this.element.replaceChildren();
  }

  #moveTo(column: number): void {
    this.#column = column;
    this.element.style.gridColumn = String(column + 1);
    this.element.setAttribute('aria-colindex', String(column + 1));
  }

  #showImage(item: ImageItem, isWanted: boolean): void {
    const { image } = item;
    this.#picture.show(image, isWanted);
    const before = this.#item;
    if (before && 'image' in before && before.image === image) return;
    if (before?.key !== item.key) {
      this.element.replaceChildren(this.#picture.element, this.#star, this.#check);
      this.element.draggable = true;
    }
    this.#star.hidden = !image.isFavourite;
    this.element.dataset.vscodeContext = menuContext(image);
    this.element.setAttribute('aria-label', this.#labelOf(item));
  }

  #showCard(key: string): void {
    if (this.#item?.key === key) return;
    this.#picture.clear();
    const card = this.#parts.cardOf(key);
    this.element.replaceChildren(...(card ? [card] : []));
    this.element.draggable = false;
    this.#toggle('data-vscode-context', undefined);
    this.#toggle('aria-label', undefined);
  }

  #labelOf({ image }: ImageItem): string {
    const { translate } = this.#parts;
    const { isFavourite, uses, facts, recipe } = image;
    const parts = [
      cut(nameOf(image), 100),
      cut(recipe?.prompt ?? '', 120),
      isFavourite ? translate('favourite') : '',
      uses > 0 ? translate('used in documents') : '',
      facts?.isDrawable === false ? translate('Cannot be previewed') : '',
    ];
    return parts.filter(Boolean).join(', ');
  }

  #toggle(attribute: string, value: string | undefined): void {
    if (value === undefined) this.element.removeAttribute(attribute);
    else if (this.element.getAttribute(attribute) !== value) this.element.setAttribute(attribute, value);
  }
}
