import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodePng } from '../../../src/api/placeholder/png.ts';
import { imageSize, imageType, isComplete } from '../../../src/images/imageType.ts';
import { chunksOf, readPng } from './placeholderPixels.ts';

function inBands(rgb: Uint8Array, bandLength: number): AsyncIterable<Uint8Array> {
  const starts = Array.from({ length: Math.ceil(rgb.length / bandLength) }, (_, index) => index * bandLength);
  return Readable.from(starts.map((start) => rgb.subarray(start, start + bandLength)));
}

test('A PNG holds what was painted, in whatever bands it came', async () => {
  const picture = fc
    .record({
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
      rows: fc.integer({ min: 1, max: 7 }),
    })
    .chain(({ width, height, rows }) => {
      const length = width * height * 3;
      const pixels = fc.uint8Array({ minLength: length, maxLength: length });
      return fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        rows: fc.constant(rows),
        rgb: pixels,
      });
    });
  await fc.assert(
    fc.asyncProperty(picture, async ({ width, height, rows, rgb }) => {
      const png = await encodePng({ width, height }, inBands(rgb, width * 3 * rows));
      assert.deepEqual(readPng(png), { width, height, rgb });
      assert.deepEqual(
        [imageType(png), imageSize(png, 'png'), isComplete(png, 'png')],
        ['png', { width, height }, true],
      );
    }),
  );
});

test('A PNG says what drew it', async () => {
  const png = await encodePng({ width: 1, height: 1 }, inBands(new Uint8Array(3), 3));
  const chunks = chunksOf(Buffer.from(png)).map(({ type, data }) => [type, type === 'tEXt' ? data.toString() : '']);
  assert.deepEqual(chunks, [
    ['IHDR', ''],
    ['tEXt', 'Software\0Paper Boat placeholder'],
    ['IDAT', ''],
    ['IEND', ''],
  ]);
});
