import { suite, test } from 'node:test';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { costOf, estimateOf, type CataloguePrice } from '../../../src/api/prices.ts';
import type { Usage } from '../../../src/api/wire.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { boat } from './imageService.ts';

type Expected = number | readonly [least: number, most: number] | undefined;

/** Hundredths of a cent, as one number where both ends are the same. */
function rounded(range: { readonly least: number; readonly most: number } | undefined): Expected {
  if (!range) return undefined;
  const [least, most] = [range.least, range.most].map((dollars) => Math.round(dollars * 10_000) / 10_000);
  return least === most ? least : [least ?? NaN, most ?? NaN];
}

const usage: Usage = { textIn: 13, imageIn: 100, out: 196 };

suite('The price of a request before it is sent', () => {
  test('follows the model, the quality and the shape, and is a range where something is left open', () => {
    const cases: readonly (readonly [request: Partial<ImageRequest>, dollars: Expected])[] = [
      [{ quality: 'low', size: '1024x1024' }, 0.006],
      [{ quality: 'high', size: '1024x1536' }, 0.165],
      [{ quality: 'high', size: '1536x1024' }, 0.165],
      [{ model: 'gpt-image-2-2026-04-21', quality: 'medium', size: '1024x1024' }, 0.053],
      [{ quality: 'high' }, [0.165, 0.211]],
      [{ size: '1024x1024' }, [0.006, 0.211]],
      [{}, [0.005, 0.211]],
      [{ model: 'gpt-image-1', quality: 'medium', size: '1024x1536' }, 0.063],
      [{ model: 'gpt-image-1-mini', quality: 'high', size: '1536x1024' }, 0.052],
      [{ model: 'gpt-image-1.5', quality: 'medium', size: '1024x1024' }, 0.034],
      [{ model: 'gpt-image-2.5-flare', quality: 'max', size: '1024x1024' }, 0.21],
      [{ model: 'gpt-image-2.6-flare', quality: 'high', size: '1024x1024' }, undefined],
      [{ model: 'dall-e-3' }, 0.04],
      [{ model: 'dall-e-3', quality: 'hd', size: '1792x1024' }, 0.12],
      [{ model: 'dall-e-2' }, 0.02],
      [{ model: 'dall-e-2', size: '256x256' }, 0.016],
      [{ model: 'qwen-image', size: '1664x928' }, 0.04],
      [{ model: 'flux' }, undefined],
      [{ model: 'placeholder' }, 0],
    ];
    assert.deepEqual(
      cases.map(([request]) => [request, rounded(estimateOf({ ...boat, ...request }))]),
      cases,
    );
  });

  test('is for all images', () => {
    assert.deepEqual(
      [
        estimateOf({ ...boat, model: 'dall-e-2', count: 3 }),
        rounded(estimateOf({ ...boat, model: 'dall-e-3', quality: 'hd', count: 4 }, { perImage: 0.05 })),
        estimateOf({ ...boat, model: 'placeholder', count: 10 }, { perImage: 1 }),
      ],
      [{ least: 0.06, most: 0.06 }, [0.2, 0.4], { least: 0, most: 0 }],
    );
  });

  test('is bounded by the pixels for sizes that no list knows', () => {
    const cases: readonly (readonly [size: string, dollars: Expected])[] = [
      ['3840x2160', [0.165, 1.669]],
      ['2048x2048', [0.165, 0.844]],
      ['1280x1280', [0.165, 0.3297]],
      ['1344x752', [0.159, 0.211]],
      ['1024x640', [0.1031, 0.211]],
      // No size of the model, so the service will choose or refuse.
      ['99999x99999', [0.165, 0.211]],
      ['constructor', [0.165, 0.211]],
    ];
    assert.deepEqual(
      cases.map(([size]) => [size, rounded(estimateOf({ ...boat, quality: 'high', size }))]),
      cases,
    );
  });

  test('has an upper end that no larger size falls below', () => {
    const edge = fc.integer({ min: 64, max: 240 }).map((steps) => steps * 16);
    const qualities = fc.constantFrom({}, { quality: 'low' }, { quality: 'high' });
    fc.assert(
      fc.property(edge, edge, qualities, (width, height, quality) => {
        const larger = estimateOf({ ...boat, ...quality, size: `${width}x${height}` });
        const listed = estimateOf({ ...boat, ...quality });
        const isListed = width * height <= 1536 * 1024;
        assert.ok(larger && listed && larger.least <= larger.most && (isListed || larger.most >= listed.most));
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('counts the tokens of a long prompt in its upper end', () => {
    const priced = (prompt: string, price?: CataloguePrice) =>
      rounded(estimateOf({ ...boat, prompt, quality: 'low', size: '1024x1024' }, price));
    assert.deepEqual(
      [
        priced('x'.repeat(300)),
        priced('x'.repeat(30_000)),
        priced('ї'.repeat(30_000)),
        priced('x'.repeat(30_000), { input: 4, output: 24 }),
        priced('x'.repeat(30_000), { perImage: 0.01 }),
      ],
      [0.006, [0.006, 0.056], [0.006, 0.106], [0.0048, 0.0448], 0.01],
    );
  });

  test('is what the catalogue says, before the list', () => {
    const cases: readonly (readonly [request: Partial<ImageRequest>, price: CataloguePrice, dollars: Expected])[] = [
      [{ quality: 'high', size: '1024x1024' }, { input: 4, output: 24 }, 0.1688],
      [{ quality: 'high', size: '1024x1024' }, { input: 4 }, 0.211],
      [{ quality: 'high', size: '1024x1024' }, { perImage: 0.03, output: 24 }, 0.03],
      [{ model: 'gpt-image-1-mini', quality: 'low', size: '1024x1024' }, { input: 1.6, output: 6.4 }, 0.004],
      [{ model: 'gpt-image-2.6-flare' }, { input: 4, output: 24 }, undefined],
      [{ model: 'gpt-image-2.6-flare' }, { perImage: 0.03 }, 0.03],
      [{ model: 'dall-e-3' }, { perImage: 0.032 }, 0.032],
      // Flat, or by the steps of the list: nobody tells.
      [{ model: 'dall-e-3', quality: 'hd', size: '1792x1024' }, { perImage: 0.032 }, [0.032, 0.096]],
      [{ model: 'dall-e-2', size: '256x256' }, { perImage: 0.016 }, 0.016],
      [{ model: 'doubao-seedream-4-5-251128', size: '4K' }, { perImage: 0.024 }, 0.024],
      [{ model: 'flux' }, { perImage: 0.05 }, 0.05],
      [{ model: 'flux' }, { input: 4, output: 24 }, undefined],
      [{ model: 'placeholder' }, { perImage: 0.05 }, 0],
    ];
    assert.deepEqual(
      cases.map(([request, price]) => [request, price, rounded(estimateOf({ ...boat, ...request }, price))]),
      cases,
    );
  });
});

suite('The cost of an answer', () => {
  const request: ImageRequest = { ...boat, quality: 'low', size: '1024x1024' };

  test('is counted from its usage, where the price of a token is known', () => {
    const cases: readonly (readonly [model: string, price: CataloguePrice, cost: unknown])[] = [
      ['gpt-image-2', {}, { dollars: (13 * 5 + 100 * 8 + 196 * 30) / 1e6, basis: 'usage' }],
      ['gpt-image-2.5-sunburst', {}, { dollars: (13 * 5 + 100 * 8 + 196 * 30) / 1e6, basis: 'usage' }],
      ['gpt-image-1.5', {}, { dollars: (13 * 5 + 100 * 8 + 196 * 32) / 1e6, basis: 'usage' }],
      ['gpt-image-1', {}, { dollars: (13 * 5 + 100 * 10 + 196 * 40) / 1e6, basis: 'usage' }],
      ['gpt-image-2', { input: 4, output: 24 }, { dollars: (13 * 4 + 100 * 6.4 + 196 * 24) / 1e6, basis: 'usage' }],
      ['gpt-image-2', { input: 4 }, { dollars: (13 * 5 + 100 * 8 + 196 * 30) / 1e6, basis: 'usage' }],
      ['gpt-image-2.6-flare', { input: 4, output: 24 }, { dollars: (113 * 4 + 196 * 24) / 1e6, basis: 'usage' }],
      ['gpt-image-1-mini', { input: 2, output: 8 }, { dollars: (113 * 2 + 196 * 8) / 1e6, basis: 'usage' }],
      ['gpt-image-2', { perImage: 0.03, input: 4, output: 24 }, { dollars: 0.06, basis: 'estimate' }],
      ['gpt-image-1-mini', {}, { dollars: 0.01, basis: 'estimate' }],
      ['gpt-image-2.6-flare', {}, undefined],
      ['doubao-seedream-4-0-250828', {}, undefined],
      ['placeholder', { perImage: 1 }, { dollars: 0, basis: 'usage' }],
    ];
    assert.deepEqual(
      cases.map(([model, price]) => [model, price, costOf({ ...request, model }, 2, { usage, price })]),
      cases,
    );
  });

  test('is an estimate elsewhere, and its upper end where something was left open', () => {
    const open: ImageRequest = { ...boat, size: '1024x1024' };
    assert.deepEqual(
      [
        costOf(request, 3, {}),
        costOf(open, 1, {}),
        costOf({ ...request, size: '3840x2160' }, 1, {}),
        costOf({ ...open, model: 'dall-e-3' }, 2, { price: { perImage: 0.032 } }),
        costOf({ ...open, model: 'flux' }, 1, {}),
        costOf(request, 0, {}),
      ].map((cost) => cost && [Math.round(cost.dollars * 10_000) / 10_000, cost.basis]),
      [[0.018, 'estimate'], [0.211, 'estimate'], [0.0475, 'estimate'], [0.064, 'estimate'], undefined, [0, 'estimate']],
    );
  });

  test('does not believe a usage that cannot be', () => {
    const cases: readonly Partial<Usage>[] = [
      { out: -1 },
      { textIn: -5e9 },
      { imageIn: -1 },
      { out: Number.MAX_VALUE },
    ];
    for (const wrong of cases)
      assert.deepEqual(costOf(request, 1, { usage: { ...usage, ...wrong } }), { dollars: 0.006, basis: 'estimate' });
  });

  test('is a number of dollars or unknown, whatever a service says it did', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', '9e9x9e9', '1024x1024', 'auto', 'hd'),
    );
    const dollars = fc.option(fc.double({ min: 0, max: 10_000, noNaN: true }), { nil: undefined });
    const prices = fc.record({ perImage: dollars, input: dollars, output: dollars }) as fc.Arbitrary<CataloguePrice>;
    const models = fc.constantFrom('gpt-image-2', 'gpt-image-1', 'dall-e-3', 'dall-e-2', 'qwen-image', 'x');
    fc.assert(
      fc.property(models, word, word, prices, (model, size, quality, price) => {
        const cost = costOf({ ...boat, model, size, quality }, 1, { price });
        assert.ok(cost === undefined || (Number.isFinite(cost.dollars) && cost.dollars >= 0));
      }),
      { numRuns: fuzzRuns },
    );
  });
});
