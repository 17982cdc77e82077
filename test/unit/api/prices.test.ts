import { test } from 'node:test';
import assert from 'node:assert/strict';
import { costOf, priceRange } from '../../../src/api/prices.ts';
import type { Usage } from '../../../src/api/wire.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { boat } from './imageService.ts';

test('the price of an image follows the model, the quality and the shape', () => {
  const cases: readonly (readonly [request: Partial<ImageRequest>, dollars: number | undefined])[] = [
    [{ quality: 'low', size: '1024x1024' }, 0.006],
    [{ quality: 'high', size: '1024x1536' }, 0.165],
    [{ quality: 'high', size: '1536x1024' }, 0.165],
    [{ model: 'gpt-image-2-2026-04-21', quality: 'medium', size: '1024x1024' }, 0.053],
    [{ quality: 'high', size: '3840x2160' }, undefined],
    [{ quality: 'high' }, undefined],
    [{ size: '1024x1024' }, undefined],
    [{ model: 'gpt-image-1', quality: 'medium', size: '1024x1536' }, 0.063],
    [{ model: 'gpt-image-1-mini', quality: 'high', size: '1536x1024' }, 0.052],
    [{ model: 'gpt-image-1.5', quality: 'medium', size: '1024x1024' }, 0.034],
    [{ model: 'gpt-image-2.5-flare', quality: 'max', size: '1024x1024' }, 0.21],
    [{ model: 'gpt-image-2.6-flare', quality: 'high', size: '1024x1024' }, undefined],
    [{ model: 'dall-e-3' }, 0.04],
    [{ model: 'dall-e-3', quality: 'hd', size: '1792x1024' }, 0.12],
    [{ model: 'dall-e-2' }, 0.02],
    [{ model: 'dall-e-2', size: '256x256' }, 0.016],
    [{ model: 'qwen-image' }, 0.04],
    [{ model: 'flux' }, undefined],
    [{ model: 'placeholder' }, 0],
  ];
  const seen = cases.map(([request]) => [request, costOf({ ...boat, ...request }, 1)]);
  assert.deepEqual(seen, cases);
  assert.equal(costOf({ ...boat, model: 'dall-e-2' }, 3), 0.06);
});

test('the usage of an answer says more than the list, where the price of a token is known', () => {
  const usage: Usage = { textIn: 13, imageIn: 100, out: 196 };
  const request = { ...boat, quality: 'low', size: '1024x1024' };
  const cases: readonly (readonly [model: string, dollars: number | undefined])[] = [
    ['gpt-image-2', (13 * 5 + 100 * 8 + 196 * 30) / 1e6],
    ['gpt-image-2.5-sunburst', (13 * 5 + 100 * 8 + 196 * 30) / 1e6],
    ['gpt-image-1.5', (13 * 5 + 100 * 8 + 196 * 32) / 1e6],
    ['gpt-image-1', (13 * 5 + 100 * 10 + 196 * 40) / 1e6],
    ['gpt-image-1-mini', 0.005],
    ['gpt-image-2.6-flare', undefined],
    ['doubao-seedream-4-0-250828', undefined],
    ['placeholder', 0],
  ];
  const seen = cases.map(([model]) => [model, costOf({ ...request, model }, 1, usage)]);
  assert.deepEqual(seen, cases);
});

test('a range of prices is known for the models of the list', () => {
  assert.deepEqual(
    ['gpt-image-2', 'GPT-image-1.5', 'dall-e-3', 'dall-e-2', 'placeholder', 'gpt-image-2.6-flare', 'x'].map(priceRange),
    [
      { least: 0.006, most: 0.211 },
      { least: 0.009, most: 0.133 },
      { least: 0.04, most: 0.08 },
      { least: 0.016, most: 0.02 },
      { least: 0, most: 0 },
      undefined,
      undefined,
    ],
  );
});
