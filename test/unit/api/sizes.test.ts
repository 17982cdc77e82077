import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeSize, pixelsOf, refusalOfSize, type FreeSizes } from '../../../src/api/sizes.ts';

test('sizes are written in one way', () => {
  const cases: Readonly<Record<string, string>> = {
    '1024x1024': '1024x1024',
    ' 1536 × 1024 ': '1536x1024',
    '1536X1024': '1536x1024',
    '1536*1024': '1536x1024',
    '0512x0512': '512x512',
    '2K': '2K',
    ' 2K ': '2K',
    large: 'large',
    '1x2x3': '1x2x3',
    '-1x2': '-1x2',
    '123456x1': '123456x1',
    '1e3x1e3': '1e3x1e3',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((size) => [size, normalizeSize(size)])), cases);
  fc.assert(
    fc.property(fc.string(), (size) => {
      const normal = normalizeSize(size);
      assert.equal(normalizeSize(normal), normal);
    }),
  );
});

test('the pixels of a size are read, and words have none', () => {
  assert.deepEqual(['1024x768', '2K', '1024×768', '', '1x', 'x1'].map(pixelsOf), [
    { width: 1024, height: 768 },
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

const rule: FreeSizes = {
  kind: 'free',
  suggestions: ['64x64', '96x64', '64x96', '128x128'],
  words: ['2K'],
  multipleOf: 8,
  shortestEdge: 16,
  longestEdge: 256,
  longestToShortest: 4,
  pixels: [1024, 32_768],
};

test('a refusal of a free size says what is wrong and gives examples', () => {
  const refusals: Readonly<Record<string, string | undefined>> = {
    '64x64': undefined,
    '2K': undefined,
    '32x32': undefined,
    '256x128': undefined,
    '4K': 'takes auto or WIDTHxHEIGHT',
    '8x64': 'takes edges of at least 16 pixels',
    '60x64': 'takes edges that are multiples of 8',
    '264x128': 'takes edges up to 256 pixels',
    '256x56': 'takes at most 4:1 between the long and the short edge',
    '24x24': 'takes from 1,024 to 32,768 pixels in all',
    '256x256': 'takes from 1,024 to 32,768 pixels in all',
  };
  const examples = ', for example 2K, 64x64, 96x64, 64x96';
  assert.deepEqual(
    Object.fromEntries(Object.keys(refusals).map((size) => [size, refusalOfSize(size, rule)])),
    Object.fromEntries(Object.entries(refusals).map(([size, words]) => [size, words && words + examples])),
  );
});

test('other rules take a list, anything or nothing', () => {
  assert.deepEqual(
    [
      refusalOfSize('a', { kind: 'list', values: ['a', 'b'] }),
      refusalOfSize('c', { kind: 'list', values: ['a', 'b'] }),
      refusalOfSize('c', { kind: 'any' }),
      refusalOfSize('c', { kind: 'none' }),
    ],
    [undefined, 'takes auto, a, b', undefined, 'takes no size'],
  );
});
