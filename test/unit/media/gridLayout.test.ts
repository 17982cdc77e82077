import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gap, layoutFor, rowsAt, scrollTopFor } from '../../../media/gallery/gridLayout.ts';

test('cells are as large as the width allows, and two stand side by side in the narrowest panel', () => {
  const widths = [0, 284, 328, 447, 496, 568, 864, 1264];
  assert.deepEqual(
    widths.map((width) => [width, layoutFor(width).columns, layoutFor(width).size]),
    [
      [0, 2, 1],
      [284, 2, 138],
      [328, 2, 160],
      [447, 2, 219],
      [496, 3, 160],
      [568, 3, 184],
      [864, 5, 166],
      [1264, 7, 173],
    ],
  );
});

test('the rows that are kept hold those in view, and are as many wherever the grid is scrolled', () => {
  const numbers = fc.record({
    height: fc.integer({ min: 1, max: 3000 }),
    rowHeight: fc.integer({ min: 40, max: 228 }),
    count: fc.integer({ min: 0, max: 5000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(numbers, ({ height, rowHeight, count, part }) => {
      const most = Math.max(0, gap + count * rowHeight - height);
      const { seen, kept } = rowsAt(most * part, height, rowHeight, count);
      const atTop = rowsAt(0, height, rowHeight, count).kept;
      assert.ok(kept.start >= 0 && kept.start <= seen.start && seen.end <= kept.end && kept.end <= count);
      assert.equal(kept.end - kept.start, atTop.end - atTop.start);
    }),
  );
});

test('a row is brought into view by the shortest way', () => {
  const rows = [0, 2, 3, 5, 9];
  assert.deepEqual(
    rows.map((row) => scrollTopFor(row, 200, 300, 100)),
    [0, 200, 200, 308, 708],
  );
});
