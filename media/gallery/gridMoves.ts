import type { GridItems } from './gridItems.ts';

export interface Move {
  readonly from: number;
  readonly columns: number;
  /** Rows of a screen. */
  readonly page: number;
  readonly isWide: boolean;
}

/**
 * Where a key leads, by https://www.w3.org/WAI/ARIA/apg/patterns/grid/; undefined for a key that leads nowhere.
 * `isWide` is the Control or Command key.
 */
export function moved(key: string, items: GridItems, move: Move): number | undefined {
  const { from, columns, page, isWide } = move;
  const rowStart = from - (from % columns);
  switch (key) {
    case 'ArrowLeft':
      return nearest(items, from - 1, -1);
    case 'ArrowRight':
      return nearest(items, from + 1, 1);
    case 'ArrowUp':
      return vertically(items, move, -1);
    case 'ArrowDown':
      return vertically(items, move, 1);
    case 'PageUp':
      return vertically(items, move, -page);
    case 'PageDown':
      return vertically(items, move, page);
    case 'Home':
      return nearest(items, isWide ? 0 : rowStart, 1);
    case 'End':
      return nearest(items, Math.min(isWide ? Infinity : rowStart + columns - 1, items.length - 1), -1);
    default:
      return undefined;
  }
}

/** Stays in the first and the last row; a short row is entered at its end. */
function vertically(items: GridItems, { from, columns }: Move, rows: number): number | undefined {
  const column = from % columns;
  const lastRow = Math.floor((items.length - 1) / columns);
  const row = Math.max(0, Math.min(Math.floor(from / columns) + rows, lastRow));
  return nearest(items, Math.min(row * columns + column, items.length - 1), rows < 0 ? -1 : 1);
}

/** The next cell with something in it, in one direction or else in the other. */
function nearest(items: GridItems, start: number, step: 1 | -1): number | undefined {
  for (const direction of [step, -step])
    for (let index = start; index >= 0 && index < items.length; index += direction) if (items.at(index)) return index;
  return undefined;
}
