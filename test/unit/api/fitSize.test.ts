import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { familyOf } from '../../../src/api/models.ts';
import { fitSize, pixelsOf, refusalOfSize } from '../../../src/api/sizes.ts';

const fit = (model: string, width: number, height: number): string | undefined =>
  fitSize({ width, height }, familyOf(model).sizes);

test('a free size keeps its shape, within what the model accepts', () => {
  assert.deepEqual(
    [
      fit('gpt-image-2', 600, 400),
      fit('gpt-image-2', 1536, 1024),
      fit('gpt-image-2', 7680, 4320),
      fit('placeholder', 600, 400),
    ],
    ['992x672', '1536x1024', '3840x2160', '600x400'],
  );
});

test('of a list the nearest shape is taken, large enough where there is one', () => {
  assert.deepEqual(
    [
      fit('dall-e-3', 1600, 900),
      fit('dall-e-3', 500, 500),
      fit('dall-e-2', 300, 300),
      fit('dall-e-2', 2000, 2000),
      fit('gpt-image-1', 300, 900),
    ],
    ['1792x1024', '1024x1024', '512x512', '1024x1024', '1024x1536'],
  );
});

test('a model without sizes is asked for none, an unknown one for what is wanted', () => {
  assert.deepEqual([fit('grok-imagine-image', 600, 400), fit('my-model', 601, 401)], [undefined, '601x401']);
});

test('whatever a document wants, the size is accepted, and its shape is near where it can be', () => {
  const models = [
    'gpt-image-2',
    'gpt-image-2.5-flare',
    'gpt-image-1',
    'dall-e-2',
    'dall-e-3',
    'qwen-image',
    'doubao-seedream-4-0',
    'doubao-seedream-5-0',
    'placeholder',
  ];
  const edge = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(fc.constantFrom(...models), edge, edge, (model, width, height) => {
      const { sizes } = familyOf(model);
      const size = fitSize({ width, height }, sizes);
      assert.ok(size);
      assert.equal(refusalOfSize(size, sizes), undefined, size);
      const pixels = pixelsOf(size);
      assert.ok(pixels);
      const ratio = Math.max(width, height) / Math.min(width, height);
      if (sizes.kind !== 'free' || ratio > sizes.longestToShortest) return;
      const got = pixels.width / pixels.height / (width / height);
      assert.ok(got > 0.9 && got < 1.12, `${width}x${height} became ${size}`);
    }),
    { numRuns: 2000 },
  );
});
