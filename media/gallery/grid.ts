import type { Cell } from './cell.ts';
import { element } from './dom.ts';
import { Flight } from './flight.ts';
import { GridItems, type Item } from './gridItems.ts';
import { gap } from './gridLayout.ts';
import { GridRows } from './gridRows.ts';
import { GridWindow } from './gridWindow.ts';
import type { Translate } from './texts.ts';

interface GridParts {
  readonly translate: Translate;
  readonly newCell: () => Cell;
  readonly isSelected: (key: string) => boolean;
  /** The rows stand, or another cell is pointed at or has the focus; these items are in view. */
  readonly onView: (seen: readonly Item[]) => void;
  readonly onScroll: (scrollTop: number) => void;
  readonly onActive: (item: Item | undefined) => void;
}

/** When other items come: what is pointed at, has the focus or was scrolled to stays in its place, or it need not. */
export type Hold = 'held' | 'free' | 'toTop';

/**
 * A windowed grid of squares: as many nodes for a hundred images as for ten thousand. It is told what to show and where
 * the focus goes; keys and clicks are handled by others.
 */
export class Grid {
  readonly element: HTMLElement;
  readonly #parts: GridParts;
  readonly #rows: GridRows;
  readonly #window = new GridWindow();
  readonly #flight = new Flight(() => {
    this.refresh();
  });
  #items = new GridItems([], []);
  /** Other items may stand anywhere since the last time. */
  #isAnew = false;
  #frame = 0;
  #active: string | undefined;
  #lastIndex = 0;
  #hovered: Cell | undefined;
  /** Where to scroll once there is enough to scroll. */
  #restoring: number | undefined;

  constructor(parts: GridParts) {
    this.#parts = parts;
    this.#rows = new GridRows(parts.newCell);
    const attributes = { role: 'grid', 'aria-label': parts.translate('Images'), 'aria-multiselectable': 'true' };
    this.element = element('div', { class: 'grid', attributes }, [this.#rows.element]);
    this.#listen();
    new ResizeObserver(([entry]) => {
      if (entry) this.#resize(entry.contentRect);
    }).observe(this.element);
  }

  get items(): GridItems {
    return this.#items;
  }

  get columns(): number {
    return this.#window.layout.columns;
  }

  /** Whole rows of a screen, at least one. */
  get page(): number {
    return this.#window.page;
  }

  /** The user scrolled, pressed a key or a button here: from now on nothing may move by itself. */
  get isTouched(): boolean {
    return this.#restoring === undefined;
  }

  /** All cells in view have what they will ever have. */
  get isSettled(): boolean {
    const { start, end } = this.#window.rows(this.#items.length).seen;
    const cells = this.#rows.cellsIn(start, end);
    return cells.length > 0 && cells.every((cell) => cell.isSettled);
  }

  /** Where keys go from; -1 when there is nothing. */
  get activeIndex(): number {
    return this.#items.indexOf(this.#active);
  }

  get active(): Item | undefined {
    return this.#items.at(this.activeIndex);
  }

  get hovered(): Cell | undefined {
    return this.#hovered;
  }

  get focused(): Cell | undefined {
    return this.#rows.cellAt(document.activeElement);
  }

  itemAt(target: EventTarget | null): Item | undefined {
    return this.#rows.cellAt(target)?.item;
  }

  show(items: GridItems, hold: Hold): void {
    const anchor = hold === 'held' ? this.#anchor() : undefined;
    const before = this.#items.indexOf(anchor);
    this.#items = anchor === undefined ? items : items.aligned(anchor, before % this.columns, this.columns);
    const after = this.#items.indexOf(anchor);
    const rows = before < 0 || after < 0 ? 0 : this.#window.rowOf(after) - this.#window.rowOf(before);
    if (hold === 'toTop') this.#restoring = undefined;
    this.#isAnew = true;
    this.#keepActive();
    const { scrollTop, layout } = this.#window;
    this.#render(hold === 'toTop' ? 0 : scrollTop + rows * layout.rowHeight);
  }

  /** Shows again what may look otherwise now. */
  refresh(): void {
    this.#render(this.#window.scrollTop);
  }

  /** Makes an item the one that keys go from, brings it into view and gives it the focus. */
  activate(index: number): void {
    const item = this.#items.at(index);
    if (!item) return;
    this.#restoring = undefined;
    this.#setActive(item.key);
    this.#render(this.#window.scrollTopFor(index));
    this.focus();
  }

  focus(): void {
    this.#rows.cellOf(this.#active)?.element.focus({ preventScroll: true });
  }

  /** Scrolls as soon as there is enough to scroll, unless the user does something else first. */
  restore(scrollTop: number, active: string | undefined): void {
    this.#restoring = scrollTop;
    this.#active = active;
  }

  /** All is there: what could not be scrolled to is not there any more. */
  endRestoring(): void {
    this.#restoring = undefined;
  }

  #listen(): void {
    const { element: node } = this;
    const touched = () => {
      this.endRestoring();
    };
    for (const event of ['wheel', 'pointerdown', 'keydown']) node.addEventListener(event, touched, { passive: true });
    node.addEventListener('scroll', this.#scrolled, { passive: true });
    node.addEventListener('focusin', ({ target }) => {
      const item = this.itemAt(target);
      if (item && item.key !== this.#active) this.#setActive(item.key);
      this.refresh();
    });
    node.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && node.contains(relatedTarget))) this.#parts.onView(this.#seen());
    });
    node.addEventListener('pointerover', ({ target }) => {
      this.#hover(this.#rows.cellAt(target));
    });
    node.addEventListener('pointerleave', () => {
      this.#hover(undefined);
    });
  }

  readonly #scrolled = (): void => {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const { scrollTop } = this.element;
      this.#flight.scrolled(scrollTop - this.#window.scrollTop, this.#window.height);
      this.#window.scrollTop = scrollTop;
      this.#render(scrollTop);
      this.#parts.onScroll(scrollTop);
    });
  };

  #hover(cell: Cell | undefined): void {
    if (cell === this.#hovered) return;
    this.#hovered = cell;
    this.#parts.onView(this.#seen());
  }

  #resize({ width, height }: DOMRectReadOnly): void {
    if (width === 0 || height === 0) return;
    const anchor = this.#anchor();
    const before = { columns: this.columns, rowHeight: this.#window.layout.rowHeight };
    const offset = this.#window.scrollTop / before.rowHeight - this.#rowOf(anchor);
    this.#window.resize(width, height);
    if (this.columns !== before.columns) this.#items = this.#items.packed();
    this.#isAnew = true;
    const { rowHeight, size } = this.#window.layout;
    this.element.style.setProperty('--cell-size', `${size}px`);
    this.#render(anchor === undefined ? this.#window.scrollTop : (this.#rowOf(anchor) + offset) * rowHeight);
    // A grid that was hidden forgot where it was.
    this.element.scrollTop = this.#window.scrollTop;
  }

  #rowOf(key: string | undefined): number {
    return this.#window.rowOf(Math.max(0, this.#items.indexOf(key)));
  }

  /** The key of what must not move. */
  #anchor(): string | undefined {
    const [first] = this.#seen();
    const scrolled = this.#window.scrollTop > gap ? first?.key : undefined;
    return this.#hovered?.item?.key ?? this.focused?.item?.key ?? scrolled;
  }

  #seen(): readonly Item[] {
    const indexes = this.#window.seen(this.#items.length);
    return indexes.map((index) => this.#items.at(index)).filter((item) => item !== undefined);
  }

  #setActive(key: string): void {
    this.#active = key;
    this.#lastIndex = this.activeIndex;
    this.#parts.onActive(this.active);
  }

  /** Where the Tab key enters the grid. */
  get #tabStop(): Item | undefined {
    return this.active ?? this.#items.nearest(0);
  }

  /** When it is gone, its neighbour takes its place; at first it may still come. */
  #keepActive(): void {
    const index = this.activeIndex;
    if (index >= 0) this.#lastIndex = index;
    else if (this.isTouched) {
      const next = this.#items.nearest(Math.min(this.#lastIndex, this.#items.length - 1));
      this.#active = next?.key;
      this.#parts.onActive(next);
    }
  }

  #render(scrollTop: number): void {
    if (this.#window.height === 0) return;
    const hadFocus = this.element !== document.activeElement && this.element.contains(document.activeElement);
    this.#scroll(this.#restoring ?? scrollTop);
    this.#rows.show(this.#wantedRows(), this.#items, this.#window.layout, this.#isAnew);
    this.#isAnew = false;
    const tabStop = this.#tabStop?.key;
    for (const { cell, item, column } of this.#rows.placed) {
      const isActive = item.key === tabStop;
      cell.show(item, { column, isActive, isSelected: this.#parts.isSelected(item.key), isWanted: !this.#flight.isOn });
    }
    if (hadFocus && !this.element.contains(document.activeElement)) this.focus();
    this.#parts.onView(this.#seen());
  }

  /** The row that keys go from stays in the document wherever it is, so that the focus can stay in it. */
  #wantedRows(): readonly number[] {
    const { start, end } = this.#window.rows(this.#items.length).kept;
    const rows = Array.from({ length: end - start }, (_, index) => start + index);
    const active = this.#window.rowOf(this.#items.indexOf(this.#tabStop?.key));
    if (active >= end) return [...rows, active];
    return active >= 0 && active < start ? [active, ...rows] : rows;
  }

  #scroll(scrollTop: number): void {
    const { length } = this.#items;
    const { style } = this.#rows.element;
    const height = `${this.#window.contentHeight(length)}px`;
    if (style.height !== height) style.height = height;
    this.element.setAttribute('aria-rowcount', String(this.#window.rowCount(length)));
    this.element.setAttribute('aria-colcount', String(this.columns));
    const reachable = this.#window.reachable(scrollTop, length);
    if (reachable === this.#window.scrollTop) return;
    this.#window.scrollTop = reachable;
    this.element.scrollTop = reachable;
  }
}
