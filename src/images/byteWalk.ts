import type { ByteSource } from './imageContent.ts';

/** From `start` up to `end`; either may lie past the end of the bytes. */
export type ByteRange = readonly [start: number, end: number];

/**
 * A way through bytes that need not be at hand: it yields the range that it wants to see and is given the bytes from
 * the start of that range on, to its end at least, often further. Fewer mean that the bytes end there.
 */
export type Walk<Result> = Generator<ByteRange, Result, Buffer>;

const windowLength = 65_536;

/** Walks through bytes in memory. */
export function walkBytes<Result>(bytes: Uint8Array, walk: Walk<Result>): Result {
  const all = bufferOf(bytes);
  let step = walk.next();
  while (!step.done) {
    step = walk.next(all.subarray(step.value[0]));
  }
  return step.value;
}

/**
 * Walks through bytes at rest and holds one window of them at a time, which is larger only where a longer range is
 * wanted. Rejects when the source does.
 */
export async function walkSource<Result>(
  source: ByteSource,
  walk: Walk<Result>,
  length = windowLength,
): Promise<Result> {
  let held: Buffer = Buffer.alloc(0);
  let from = 0;
  let step = walk.next();
  while (!step.done) {
    const [start, end] = within(step.value, source.length);
    if (start < from || end > from + held.length) {
      from = start;
      held = bufferOf(await source.read(start, Math.min(Math.max(end, start + length), source.length)));
      await othersTurn();
    }
    step = walk.next(held.subarray(start - from));
  }
  return step.value;
}

/**
 * Goes from unit to unit (chunk, block, box) within a range, through all that is at hand, for there may be millions.
 * `lengthOf` sees at least one byte of a unit, and fewer than `least` only where the bytes end; undefined stops there.
 * Returns where it stopped: past the end when a unit is longer than what there is.
 */
export function* walkUnits(
  [first, end]: ByteRange,
  least: number,
  lengthOf: (bytes: Buffer, at: number) => number | undefined,
): Walk<number> {
  let start = first;
  while (start < end) {
    const bytes = yield [start, start + least];
    if (bytes.length === 0) {
      return start;
    }
    const last = Math.min(Math.max(0, bytes.length - least), end - start - 1);
    let at = 0;
    while (at <= last) {
      const length = lengthOf(bytes, at);
      if (length === undefined) {
        return start + at;
      }
      at += length;
    }
    start += at;
  }
  return start;
}

/** The same bytes, not a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function within([start, end]: ByteRange, length: number): ByteRange {
  return [Math.min(start, length), Math.min(end, length)];
}

/** A source in memory answers before anything else of the process may run. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
