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
 * Where a range stands after a change. What is typed right before it pushes it on, what is typed right behind it
 * does not become part of it, and what replaces a piece of it is left out of it.
 */
export function moveRange(range: OffsetRange, change: TextChange): OffsetRange {
  const start = moveOffset(range.start, change, true);
  const end = moveOffset(range.end, change, range.start === range.end);
  return { start: Math.min(start, end), end };
}

function moveOffset(position: number, { offset, removed, inserted }: TextChange, isPushed: boolean): number {
  const staysAtEdge = position === offset && (!isPushed || removed > 0);
  if (position < offset || staysAtEdge) return position;
  return position >= offset + removed ? position + inserted - removed : offset + inserted;
}
