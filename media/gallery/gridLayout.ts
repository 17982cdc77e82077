/** Pixels between cells, and above the first row. */
export const gap = 8;

const smallest = 160;
const largest = 220;
const fewestColumns = 2;

export interface GridLayout {
  readonly columns: number;
  /** Of a cell, in pixels. */
  readonly size: number;
  /** From the top of one row to the top of the next. */
  readonly rowHeight: number;
}

export function layoutFor(width: number): GridLayout {
  const columns = Math.max(fewestColumns, Math.floor((width + gap) / (smallest + gap)));
  const fitting = Math.floor((width - gap * (columns - 1)) / columns);
  const size = Math.max(1, Math.min(largest, fitting));
  return { columns, size, rowHeight: size + gap };
}

/** Rows by index; `end` is the first that is not in it. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** What a screen shows, and what is kept in the document: always the same number of rows, one screen more in all. */
export function rowsAt(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): Record<'seen' | 'kept', RowRange> {
  const first = clamp(Math.floor((scrollTop - gap) / rowHeight), 0, Math.max(0, count - 1));
  const seen = { start: first, end: clamp(Math.ceil((scrollTop + height - gap) / rowHeight), first, count) };
  const screen = Math.ceil(height / rowHeight) + 1;
  const kept = Math.min(count, screen * 2);
  const start = clamp(first - Math.floor(screen / 2), 0, count - kept);
  return { seen, kept: { start, end: start + kept } };
}

/** Where to scroll so that a row is seen whole, as near as can be. */
export function scrollTopFor(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = row * rowHeight;
  const bottom = top + rowHeight + gap;
  if (top < scrollTop) return top;
  return bottom > scrollTop + height ? Math.max(0, Math.min(top, bottom - height)) : scrollTop;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
