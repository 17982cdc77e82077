import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { decode } from 'jpeg-js';
import { drawPlaceholder } from '../../../src/api/placeholder/draw.ts';
import { encodeJpeg } from '../../../src/api/placeholder/jpeg.ts';
import { imageSize, imageType, isComplete } from '../../../src/images/imageType.ts';
import { readPng } from './placeholderPixels.ts';

function rgbOf(jpeg: Uint8Array): Uint8Array {
  const { data } = decode(jpeg, { useTArray: true, formatAsRGBA: false });
  return data;
}

function differences(one: Uint8Array, other: Uint8Array): { readonly mean: number; readonly largest: number } {
  const all = Array.from(one, (value, index) => Math.abs(value - (other[index] ?? Infinity)));
  return { mean: all.reduce((sum, each) => sum + each, 0) / all.length, largest: Math.max(...all) };
}

test('A JPEG shows what was painted, in whatever bands it came and at any size', async () => {
  const picture = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    rows: fc.integer({ min: 1, max: 20 }),
    slopes: fc.tuple(...Array.from({ length: 6 }, () => fc.double({ min: -4, max: 4, noNaN: true }))),
  });
  await fc.assert(
    fc.asyncProperty(picture, async ({ width, height, rows, slopes }) => {
      const rgb = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
        const [channel, x, y] = [index % 3, Math.floor(index / 3) % width, Math.floor(index / 3 / width)];
        return Math.max(0, Math.min(255, 128 + (slopes[channel] ?? 0) * x + (slopes[channel + 3] ?? 0) * y));
      });
      const band = rows * width * 3;
      const starts = Array.from({ length: Math.ceil(rgb.length / band) }, (_, index) => index * band);
      const bands = Readable.from(starts.map((start) => rgb.subarray(start, start + band)));
      const jpeg = await encodeJpeg({ width, height }, bands);
      assert.deepEqual(
        [imageType(jpeg), imageSize(jpeg, 'jpeg'), isComplete(jpeg, 'jpeg')],
        ['jpeg', { width, height }, true],
      );
      const { mean, largest } = differences(rgbOf(jpeg), rgb);
      assert.ok(mean < 3 && largest < 24, `differs by ${mean} in the mean, by ${largest} at most`);
    }),
  );
});

test('Noise of full contrast is written, too', async () => {
  const [width, height] = [64, 64];
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, index) => (hash('md5', `${index}`) < '8' ? 0 : 255));
  const { mean } = differences(rgbOf(await encodeJpeg({ width, height }, Readable.from([rgb]))), rgb);
  assert.ok(mean < 16, `differs by ${mean} in the mean`);
});

test('A placeholder is the same picture in both formats, and the same bytes on every platform', async () => {
  const [boat, size] = ['A paper boat floating on calm water at sunrise.', { width: 96, height: 64 }];
  const [png, jpeg] = [
    await drawPlaceholder(boat, { size, type: 'png' }),
    await drawPlaceholder(boat, { size, type: 'jpeg' }),
  ];
  const { mean } = differences(rgbOf(jpeg), readPng(png).rgb);
  assert.ok(mean < 3, `differs by ${mean} in the mean`);
  assert.equal(hash('sha256', jpeg).slice(0, 16), '4b5fa5728682aa53');
});
