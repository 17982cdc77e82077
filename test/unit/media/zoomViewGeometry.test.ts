import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  fitScale,
  isLarger,
  panWithin,
  scaleWithin,
  stepFrom,
  zoomAround,
  type View,
} from '../../../media/gallery/zoomViewGeometry.ts';

const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true });
const scale = fc.double({ min: 0.1, max: 8, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const view = fc.record({ x: coordinate, y: coordinate, scale });
const length = fc.integer({ min: 1, max: 16_384 });
const extent = fc.record({ width: length, height: length });

const isNear = (one: number, other: number) => Math.abs(one - other) < 1e-6;

/** Which place of the picture, in its own pixels from its middle, lies at a point of the stage. */
function placeAt({ x, y, scale: viewScale }: View, at: { readonly x: number; readonly y: number }) {
  return { x: (at.x - x) / viewScale, y: (at.y - y) / viewScale };
}

test('zooming keeps the place of the picture that is under the pointer', () => {
  fc.assert(
    fc.property(view, scale, point, (before, next, pointer) => {
      const after = zoomAround(before, next, pointer);
      const [old, now] = [placeAt(before, pointer), placeAt(after, pointer)];
      return after.scale === next && isNear(old.x, now.x) && isNear(old.y, now.y);
    }),
  );
});

test('zooming in and back out at one point changes nothing', () => {
  fc.assert(
    fc.property(view, scale, point, (before, next, pointer) => {
      const after = zoomAround(zoomAround(before, next, pointer), before.scale, pointer);
      return isNear(after.x, before.x) && isNear(after.y, before.y);
    }),
  );
});

test('a fitted picture lies inside the stage and is never blown up', () => {
  fc.assert(
    fc.property(extent, extent, (picture, stage) => {
      const fit = fitScale(picture, stage);
      return fit <= 1 && !isLarger(fit, picture, stage);
    }),
  );
});

test('panning shows no emptiness beside a larger picture and keeps a smaller one in the middle', () => {
  fc.assert(
    fc.property(view, extent, extent, (before, picture, stage) => {
      const { x, scale: same } = panWithin(before, picture, stage);
      const room = (picture.width * same - stage.width) / 2;
      return room <= 0 ? x === 0 : Math.abs(x) <= room;
    }),
  );
});

test('scales stay between 10 % and 800 %, or what fits', () => {
  const rows = [
    [0.01, 0.5, 0.1],
    [0.01, 0.02, 0.02],
    [0.3, 0.5, 0.3],
    [100, 0.5, 8],
  ] as const;
  assert.deepEqual(
    rows.map(([wanted, fit]) => scaleWithin(wanted, fit)),
    rows.map(([, , expected]) => expected),
  );
});

test('steps go to the next round scale and end at the last', () => {
  const rows = [
    [0.4, 1, 0.5],
    [0.5, 1, 0.67],
    [0.4, -1, 0.33],
    [1, -1, 0.75],
    [8, 1, 8],
    [0.1, -1, 0.1],
  ] as const;
  assert.deepEqual(
    rows.map(([from, direction]) => stepFrom(from, direction)),
    rows.map(([, , expected]) => expected),
  );
});
