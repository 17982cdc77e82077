import type { Cell } from './cell.ts';
import { element } from './dom.ts';
import type { GridItems, Item } from './gridItems.ts';
import { gap, type GridLayout } from './gridLayout.ts';

interface Position {
  readonly column: number;
  readonly item: Item;
}

interface Placed extends Position {
  readonly cell: Cell;
}

interface Row {
  readonly element: HTMLElement;
  index: number;
  placed: readonly Placed[];
}

/**
 * The rows that stand in the document. Rows and cells that leave the view are used for those that come into it; a cell
 * goes on with the item it has wherever that moves, so a picture that is there never has to come again.
 */
export class GridRows {
  readonly element = element('div', { class: 'grid-canvas', attributes: { role: 'presentation' } });
  readonly #newCell: () => Cell;
  readonly #spareRows: Row[] = [];
  #rows: readonly Row[] = [];
  #spareCells: readonly Cell[] = [];

  constructor(newCell: () => Cell) {
    this.#newCell = newCell;
  }

  get placed(): readonly Placed[] {
    return this.#rows.flatMap(({ placed }) => placed);
  }

  cellsIn(start: number, end: number): readonly Cell[] {
    const rows = this.#rows.filter(({ index }) => index >= start && index < end);
    return rows.flatMap(({ placed }) => placed.map(({ cell }) => cell));
  }

  cellOf(key: string | undefined): Cell | undefined {
    return key === undefined ? undefined : this.placed.find(({ item }) => item.key === key)?.cell;
  }

  cellAt(target: EventTarget | null): Cell | undefined {
    if (!(target instanceof Element)) return undefined;
    const node = target.closest('[role=gridcell]');
    return this.placed.find(({ cell }) => cell.element === node)?.cell;
  }

  /**
   * @param wanted the indexes of the rows to stand there, ascending
   * @param isAnew other items may stand in any row: all are filled, not only those that come into view
   */
  show(wanted: readonly number[], items: GridItems, layout: GridLayout, isAnew: boolean): void {
    const staying = new Map(this.#rows.filter(({ index }) => wanted.includes(index)).map((row) => [row.index, row]));
    const leaving = this.#rows.filter((row) => !staying.has(row.index));
    if (!isAnew && leaving.length === 0 && staying.size === wanted.length) return;
    for (const row of leaving) row.element.remove();
    this.#spareRows.push(...leaving);
    const free = (isAnew ? this.#rows : leaving).flatMap(({ placed }) => placed.map(({ cell }) => cell));
    this.#rows = wanted.map((index) => staying.get(index) ?? this.#rowAt(index));
    const empty = isAnew ? this.#rows : this.#rows.filter(({ index }) => !staying.has(index));
    this.#fill(empty, items, layout, [...free, ...this.#spareCells]);
    this.#order();
  }

  #rowAt(index: number): Row {
    const row = this.#spareRows.shift() ?? newRow();
    row.index = index;
    return row;
  }

  #fill(rows: readonly Row[], items: GridItems, layout: GridLayout, free: readonly Cell[]): void {
    const positions = new Map(rows.map((row) => [row, positionsOf(row.index, items, layout.columns)]));
    const cells = this.#choose([...positions.values()].flat(), free);
    for (const [row, its] of positions) {
      place(row, layout);
      row.placed = its.map((position) => ({ ...position, cell: cells.get(position) ?? this.#newCell() }));
      const nodes = row.placed.map(({ cell }) => cell.element);
      const isSame =
        nodes.length === row.element.children.length && nodes.every((node) => node.parentNode === row.element);
      if (!isSame) row.element.replaceChildren(...nodes);
    }
  }

  /** The cell that has the item already, or else any. */
  #choose(positions: readonly Position[], free: readonly Cell[]): ReadonlyMap<Position, Cell> {
    const byKey = new Map(free.map((cell) => [cell.item?.key, cell]));
    const chosen = new Map<Position, Cell>();
    for (const position of positions) {
      const cell = byKey.get(position.item.key);
      if (cell) chosen.set(position, cell);
    }
    const taken = new Set(chosen.values());
    const others = free.filter((cell) => !taken.has(cell));
    for (const position of positions)
      if (!chosen.has(position)) chosen.set(position, others.shift() ?? this.#newCell());
    this.#spareCells = others;
    for (const cell of others) cell.release();
    return chosen;
  }

  /** As they are seen, for those who hear them. Rows that were there before stay where they are, and keep the focus. */
  #order(): void {
    let next: Element | null = null;
    for (const { element: node } of this.#rows.toReversed()) {
      if (!node.parentNode || node.nextElementSibling !== next) this.element.insertBefore(node, next);
      next = node;
    }
  }
}

function positionsOf(row: number, items: GridItems, columns: number): readonly Position[] {
  return Array.from({ length: columns }, (_, column): Position[] => {
    const item = items.at(row * columns + column);
    return item ? [{ column, item }] : [];
  }).flat();
}

function place({ element: node, index }: Row, { columns, size, rowHeight }: GridLayout): void {
  node.setAttribute('aria-rowindex', String(index + 1));
  node.style.transform = `translateY(${gap + index * rowHeight}px)`;
  node.style.height = `${size}px`;
  node.style.gridTemplateColumns = `repeat(${columns}, ${size}px)`;
}

function newRow(): Row {
  return { element: element('div', { class: 'grid-row', attributes: { role: 'row' } }), index: -1, placed: [] };
}
