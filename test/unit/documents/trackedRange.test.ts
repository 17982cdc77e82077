import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveRange, type OffsetRange, type TextChange } from '../../../src/documents/trackedRange.ts';

/** A text as marks: true for a character of the range. */
type Marks = readonly boolean[];

/** What is written between two marked characters, or in place of some, belongs to the range. */
function changed(marks: Marks, { offset, removed, inserted }: TextChange): Marks {
  const around = removed > 0 ? marks.slice(offset, offset + removed) : [marks[offset - 1], marks[offset]];
  const isInside = around.every((mark) => mark === true);
  return [...marks.slice(0, offset), ...Array<boolean>(inserted).fill(isInside), ...marks.slice(offset + removed)];
}

const textLength = 12;
const offsets = fc.integer({ min: 0, max: textLength });
const ranges = fc.tuple(offsets, offsets).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const changes = fc
  .tuple(ranges, fc.integer({ min: 0, max: 5 }))
  .map(([{ start, end }, inserted]): TextChange => ({ offset: start, removed: end - start, inserted }));

test('a range follows its characters, and nothing else, through any change', () => {
  fc.assert(
    fc.property(ranges, changes, (range, change) => {
      const marks = Array.from({ length: textLength }, (_, at) => at >= range.start && at < range.end);
      const after = changed(marks, change);
      const moved = moveRange(range, change);
      assert.ok(moved.start >= 0 && moved.start <= moved.end && moved.end <= after.length);
      if (after.includes(true))
        assert.deepEqual(moved, { start: after.indexOf(true), end: after.lastIndexOf(true) + 1 });
      else assert.equal(moved.start, moved.end);
    }),
    { numRuns: 5000 },
  );
});

test('changes before, in, across and behind a range', () => {
  const range: OffsetRange = { start: 2, end: 5 };
  const cases: readonly (readonly [change: readonly [number, number, number], range: readonly [number, number]])[] = [
    [
      [0, 0, 3],
      [5, 8],
    ],
    [
      [0, 2, 0],
      [0, 3],
    ],
    [
      [2, 0, 4],
      [6, 9],
    ],
    [
      [1, 1, 3],
      [4, 7],
    ],
    [
      [3, 0, 4],
      [2, 9],
    ],
    [
      [3, 1, 4],
      [2, 8],
    ],
    [
      [2, 1, 4],
      [2, 8],
    ],
    [
      [4, 1, 4],
      [2, 8],
    ],
    [
      [2, 3, 4],
      [2, 6],
    ],
    [
      [2, 3, 0],
      [2, 2],
    ],
    [
      [5, 0, 4],
      [2, 5],
    ],
    [
      [5, 2, 4],
      [2, 5],
    ],
    [
      [7, 1, 4],
      [2, 5],
    ],
    [
      [1, 2, 4],
      [5, 7],
    ],
    [
      [4, 3, 4],
      [2, 4],
    ],
    [
      [1, 6, 4],
      [5, 5],
    ],
    [
      [2, 6, 4],
      [2, 2],
    ],
  ];
  for (const [[offset, removed, inserted], [start, end]] of cases)
    assert.deepEqual(
      moveRange(range, { offset, removed, inserted }),
      { start, end },
      `${offset} ${removed} ${inserted}`,
    );
});

test('a cursor goes with what is typed at it', () => {
  const move = (offset: number, removed: number, inserted: number) =>
    moveRange({ start: 3, end: 3 }, { offset, removed, inserted });
  const at = (offset: number) => ({ start: offset, end: offset });
  assert.deepEqual(
    [move(3, 0, 4), move(0, 0, 4), move(4, 0, 4), move(3, 2, 4), move(1, 2, 4), move(1, 4, 4), move(0, 3, 0)],
    [at(7), at(7), at(3), at(3), at(5), at(5), at(0)],
  );
});
