import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GridItems } from '../../../media/gallery/gridItems.ts';
import { moved } from '../../../media/gallery/gridMoves.ts';
import { imageOf } from './gridPage.ts';

const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ key: `${from + index}`, image: imageOf(`${from + index}`) }));

test('keys lead through the rows, and past cells that are empty', () => {
  // 0 1 .
  // . 4 5
  // 6 7
  const grid = new GridItems(items(0, 2), items(4, 8), 2);
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'x'];
  const move = (from: number, isWide = false) =>
    keys.map((key) => moved(key, grid, { from, columns: 3, page: 2, isWide }));
  assert.deepEqual(
    [move(0), move(1), move(5), move(7), move(4, true)],
    [
      [undefined, 1, 0, 4, 0, 1, 0, 6, undefined],
      [0, 4, 1, 4, 0, 1, 1, 7, undefined],
      [4, 6, 1, 7, 4, 5, 1, 7, undefined],
      [6, undefined, 4, 7, 6, 7, 1, 7, undefined],
      [1, 5, 1, 7, 0, 7, 1, 7, undefined],
    ],
  );
});
