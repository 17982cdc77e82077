/** A stretch of a text, in UTF-16 offsets. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** One change of a text: `removed` characters at `offset` gave way to `inserted` ones. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/**
 * Where a range stands after a change. What is typed at its edges stays outside, and so does what replaces an edge
 * together with a neighbour; what is written within it, in place of a piece or of the whole, belongs to it. A range
 * of which nothing is left is empty, and goes on with what is typed at it.
 */
export function moveRange(range: OffsetRange, change: TextChange): OffsetRange {
  const start = movedStart(range.start, change);
  return { start, end: range.start === range.end ? start : Math.max(start, movedEnd(range.end, change)) };
}

function movedStart(start: number, { offset, removed, inserted }: TextChange): number {
  if (start < offset || (start === offset && removed > 0)) return start;
  return Math.max(start - removed, offset) + inserted;
}

function movedEnd(end: number, { offset, removed, inserted }: TextChange): number {
  if (end <= offset) return end;
  return end >= offset + removed ? end + inserted - removed : offset;
}
