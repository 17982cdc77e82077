import { test } from 'node:test';
import assert from 'node:assert/strict';
import { checkRequest, composeRequest, splitRequest, type ImageWish } from '../../../src/api/request.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import { boat } from './imageService.ts';

const defaults = { model: 'gpt-image-2', count: 1 };
const prompt = 'A paper boat';

test('a wish goes before the settings, and "auto" leaves the choice to the family', () => {
  const settings = { ...defaults, size: '1024x1024', quality: 'high', outputFormat: 'webp', outputCompression: 80 };
  const cases: readonly (readonly [wish: Omit<ImageWish, 'prompt'>, request: object])[] = [
    [{}, { size: '1024x1024', quality: 'high', outputFormat: 'webp', outputCompression: 80 }],
    [
      { quality: 'low', size: '1536 × 1024', count: 3 },
      { quality: 'low', size: '1536x1024', count: 3, outputFormat: 'webp', outputCompression: 80 },
    ],
    [{ quality: 'auto', size: 'auto', outputFormat: 'auto' }, {}],
    [{ outputFormat: 'png' }, { size: '1024x1024', quality: 'high', outputFormat: 'png' }],
    [
      { outputFormat: 'png', outputCompression: 50 },
      { size: '1024x1024', quality: 'high', outputFormat: 'png', outputCompression: 50 },
    ],
    [{ outputCompression: 0 }, { size: '1024x1024', quality: 'high', outputFormat: 'webp', outputCompression: 0 }],
    [{ model: 'dall-e-2' }, { model: 'dall-e-2', size: '1024x1024' }],
    [{ model: 'placeholder' }, { model: 'placeholder', size: '1024x1024' }],
    [{ model: 'grok-imagine-image' }, { model: 'grok-imagine-image' }],
    [
      { model: 'grok-imagine-image', size: '1024x1024' },
      { model: 'grok-imagine-image', size: '1024x1024' },
    ],
    [
      { model: 'dall-e-2', style: 'vivid' },
      { model: 'dall-e-2', size: '1024x1024', style: 'vivid' },
    ],
    [{ user: 'me' }, { size: '1024x1024', quality: 'high', outputFormat: 'webp', outputCompression: 80, user: 'me' }],
  ];
  for (const [wish, request] of cases)
    assert.deepEqual(
      composeRequest({ prompt, ...wish }, settings),
      { prompt, model: 'gpt-image-2', count: 1, ...request },
      JSON.stringify(wish),
    );
});

test('a format of the settings goes to models that write it', () => {
  const formats = [
    ['gpt-image-2', 'jpeg'],
    ['gpt-image-2', 'svg'],
    ['placeholder', 'jpeg'],
    ['placeholder', 'webp'],
  ] as const;
  const asked = formats.map(([model, outputFormat]) => {
    const request = composeRequest({ prompt }, { model, count: 1, outputFormat });
    checkRequest(request);
    return request.outputFormat;
  });
  assert.deepEqual(asked, ['jpeg', undefined, 'jpeg', undefined]);
});

test('a request is split into parts that sum up to it', () => {
  const counts = (model: string, count: number, more: object = {}) =>
    splitRequest({ ...boat, model, count, ...more }).map((part) => part.count);
  assert.deepEqual(
    [
      counts('gpt-image-2', 10),
      counts('gpt-image-2.5-flare', 3, { outputFormat: 'svg' }),
      counts('dall-e-3', 4),
      counts('placeholder', 2),
      counts('flux', 2),
    ],
    [[10], [1, 1, 1], [1, 1, 1, 1], [1, 1], [1, 1]],
  );
});

test('a family is found by its id in any case and with any prefix, the first one first', () => {
  const sizes: readonly (readonly [model: string, size: string, isTaken: boolean])[] = [
    ['DALL-E-3', '1792x1024', true],
    ['openai/dall-e-3', '1792x1024', true],
    ['GPT-Image-1.5', '2048x2048', false],
    ['azure/gpt-image-2-eu', '2048x2048', true],
    ['gpt-image-2.5-flare', '2048x2048', true],
    ['gpt-image-10', '2048x2048', false],
    ['placeholder', '16x16', true],
    ['placeholder', '4096x4096', true],
    ['placeholder', '4097x100', false],
    ['my-placeholder', 'whatever', true],
    ['seedream-5', '1024x1024', false],
    ['seedream-4', '1024x1024', true],
  ];
  const seen = sizes.map(([model, size]) => [model, size, isTaken({ ...boat, model, size })]);
  assert.deepEqual(seen, sizes);
});

test('a model id is one word', () => {
  for (const model of ['gpt-image-2', 'openai/gpt-image-2@eu', 'a', 'x'.repeat(200), 'stable_diffusion:xl+1.0'])
    assert.ok(isTaken({ ...boat, model }), model);
  for (const model of ['', ' ', 'two words', 'x\ny', 'x"', 'лодка', 'x'.repeat(201), '\u202egpt', '<b>'])
    assert.ok(!isTaken({ ...boat, model }), model);
});

function isTaken(request: typeof boat): boolean {
  try {
    checkRequest(request);
    return true;
  } catch (error) {
    assert.ok(error instanceof GenerationError);
    return false;
  }
}
