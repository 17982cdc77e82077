import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GenerationError } from '../../../src/api/errors.ts';
import { checkRequest, composeRequest, splitRequest, type RequestDefaults } from '../../../src/api/request.ts';
import { wireBody } from '../../../src/api/wire.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { checkGeneration } from '../../support/imageApi/check.ts';
import { boat } from './imageService.ts';

// Our table of the families against the service's own: two readings of the same documents, which must agree.

/** `gpt-image-2` with a transparent background is a preview: the documents disagree, so it may be tried. */
const service = { retired: [], anyModel: true, preview: true, gptImage2Transparent: true };

const models = [
  ...['dall-e-2', 'dall-e-3', 'gpt-image-1', 'gpt-image-1-mini', 'gpt-image-1.5', 'chatgpt-image-latest'],
  ...['gpt-image-2', 'gpt-image-2-2026-04-21', 'gpt-image-2.5-flare', 'gpt-image-2.5-sunburst-2026-09-08'],
  ...['gpt-image-2.6-flare', 'qwen-image', 'qwen-image-plus', 'doubao-seedream-4-0-250828'],
  ...['bytedance-seedream-4-0-250828', 'doubao-seedream-4-5-251128', 'doubao-seedream-5-0-260128'],
  ...['grok-imagine-image', 'flux-schnell'],
];

const sizes = [
  ...['256x256', '512x512', '768x1024', '1024x1024', '1024x1536', '1536x1024', '1024x1792', '1792x1024', '2K', '4K'],
  ...[
    '1920x1080',
    '1664x928',
    '1472x1104',
    '1328x1328',
    '1104x1472',
    '928x1664',
    '2048x2048',
    '3840x2160',
    '2160x3840',
  ],
  ...['3840x1024', '3856x2160', '3840x3840', '4096x4096', '2304x1728', '2848x1600', '1280x720', 'large', '1K', '0x0'],
];

const values: Readonly<Partial<Record<keyof ImageRequest, readonly (string | number)[]>>> = {
  count: [1, 2, 10],
  size: sizes,
  quality: ['low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd', 'best'],
  style: ['vivid', 'natural', 'plain'],
  background: ['opaque', 'transparent', 'blue'],
  outputFormat: ['png', 'jpeg', 'webp', 'gif', 'svg', 'avif'],
  responseFormat: ['url', 'b64_json', 'file'],
  moderation: ['low', 'none'],
};

/** What the service makes of every request that a wish becomes; undefined when it takes them all. */
function serviceRefusal(request: ImageRequest): string | undefined {
  const verdicts = splitRequest(request).map((part) => checkGeneration(wireBody(part), service));
  return verdicts.find(({ refusal }) => refusal)?.refusal?.message;
}

function ownRefusal(request: ImageRequest): GenerationError | undefined {
  try {
    checkRequest(request);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof GenerationError);
    return error;
  }
}

test('every single value is taken by both or refused by both, but for what is documented twice', () => {
  const disagreements = new Set<string>();
  for (const model of models) {
    for (const [key, choices] of Object.entries(values)) {
      for (const value of choices) {
        const request: ImageRequest = { ...boat, model, [key]: value };
        const refusals = { own: ownRefusal(request)?.message, service: serviceRefusal(request) };
        if (!refusals.own === !refusals.service) continue;
        disagreements.add(`${model}: ${refusals.own ? `we refuse ${key}` : `the service refuses ${key} ${value}`}`);
      }
    }
  }
  assert.deepEqual(
    [...disagreements],
    [
      // Its only quality; the client leaves the key out.
      'dall-e-2: we refuse quality',
      // A server of another make ignores what it does not know: the wish would be lost without a word.
      ...['quality', 'style', 'background', 'outputFormat', 'responseFormat', 'moderation'].map(
        (key) => `flux-schnell: we refuse ${key}`,
      ),
    ],
  );
});

const anySettings = fc
  .record(
    {
      count: fc.integer({ min: 1, max: 10 }),
      size: fc.oneof(fc.constantFrom(...sizes), sizeText(16), sizeText(1)),
      quality: fc.constantFrom('low', 'high', 'max', 'standard', 'hd'),
      style: fc.constantFrom('vivid', 'natural'),
      background: fc.constantFrom('opaque', 'transparent'),
      outputFormat: fc.constantFrom('png', 'jpeg', 'webp', 'gif', 'svg'),
      outputCompression: fc.integer({ min: 0, max: 100 }),
      responseFormat: fc.constantFrom('url', 'b64_json'),
      moderation: fc.constant('low'),
      user: fc.string({ minLength: 1 }),
    },
    { requiredKeys: ['count'] },
  )
  .map((settings): RequestDefaults => ({ model: 'gpt-image-2', ...settings }));

const anyPrompt = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
  fc.constantFrom(800, 801, 1000, 1001, 4000, 4001, 32_000, 32_001).map((length) => '🚣'.repeat(length)),
);

function sizeText(multipleOf: number) {
  const edge = fc.integer({ min: 0, max: Math.floor(4500 / multipleOf) }).map((steps) => steps * multipleOf);
  return fc.tuple(edge, edge).map(([width, height]) => `${width}x${height}`);
}

test('whatever passes our check in any combination is taken by the service', () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...models), anyPrompt, anySettings, (model, prompt, settings) => {
      const request = composeRequest({ model, prompt }, settings);
      if (ownRefusal(request)) return;
      passed++;
      assert.equal(serviceRefusal(request), undefined);
    }),
    { numRuns: 3000 },
  );
  assert.ok(passed > 300, `Only ${passed} requests passed.`);
});

test('a refusal names the parameter, the model and what is allowed instead', () => {
  const cases: readonly (readonly [request: Partial<ImageRequest>, parameter: string, message: string])[] = [
    [{ count: 0 }, 'count', 'gpt-image-2 does not accept count "0": it takes 1 to 10.'],
    [{ count: 11 }, 'count', 'gpt-image-2 does not accept count "11": it takes 1 to 10.'],
    [{ count: 1.5 }, 'count', 'gpt-image-2 does not accept count "1.5": it takes 1 to 10.'],
    [{ count: NaN }, 'count', 'gpt-image-2 does not accept count "NaN": it takes 1 to 10.'],
    [
      { model: 'gpt-image-1', size: '512x512' },
      'size',
      'gpt-image-1 does not accept size "512x512": it takes auto, 1024x1024, 1536x1024, 1024x1536.',
    ],
    [
      { size: '1920x1080' },
      'size',
      'gpt-image-2 does not accept size "1920x1080": it takes edges that are multiples of 16, for example 1024x1024, 1536x1024, 1024x1536, 2048x2048.',
    ],
    [
      { size: '512x512' },
      'size',
      'gpt-image-2 does not accept size "512x512": it takes from 655,360 to 8,294,400 pixels in all, for example 1024x1024, 1536x1024, 1024x1536, 2048x2048.',
    ],
    [
      { size: 'huge\u202e\n' + 'x'.repeat(99) },
      'size',
      `gpt-image-2 does not accept size "huge ${'x'.repeat(35)}…": it takes auto or WIDTHxHEIGHT, for example 1024x1024, 1536x1024, 1024x1536, 2048x2048.`,
    ],
    [
      { model: 'doubao-seedream-5-0-260128', size: '1024x1024' },
      'size',
      'doubao-seedream-5-0-260128 does not accept size "1024x1024": it takes from 3,686,400 to 16,777,216 pixels in all, for example 2K, 4K, 2048x2048, 2304x1728.',
    ],
    [
      { model: 'grok-imagine-image', size: '1024x1024' },
      'size',
      'grok-imagine-image does not accept size "1024x1024": it takes no size.',
    ],
    [{ quality: 'hd' }, 'quality', 'gpt-image-2 does not accept quality "hd": it takes auto, low, medium, high.'],
    [
      { model: 'gpt-image-2.5-flare', quality: 'hd' },
      'quality',
      'gpt-image-2.5-flare does not accept quality "hd": it takes auto, low, medium, high, xhigh, max.',
    ],
    [{ style: 'vivid' }, 'style', 'gpt-image-2 does not accept style "vivid": it takes no style.'],
    [
      { responseFormat: 'url' },
      'responseFormat',
      'gpt-image-2 does not accept responseFormat "url": it takes no responseFormat.',
    ],
    [
      { background: 'transparent', outputFormat: 'jpeg' },
      'outputFormat',
      'gpt-image-2 does not accept outputFormat "jpeg": it takes png or webp for a transparent background.',
    ],
    [
      { outputCompression: 50 },
      'outputCompression',
      'gpt-image-2 does not accept outputCompression "50": it takes compression with jpeg or webp only.',
    ],
    [
      { outputCompression: 101, outputFormat: 'jpeg' },
      'outputCompression',
      'gpt-image-2 does not accept outputCompression "101": it takes 0 to 100.',
    ],
    [
      { model: 'dall-e-3', outputCompression: 50 },
      'outputCompression',
      'dall-e-3 does not accept outputCompression "50": it takes no compression.',
    ],
    [{ model: 'qwen-image', user: 'me' }, 'user', 'qwen-image does not accept user "me": it takes no user.'],
    [{ prompt: ' \n\t' }, 'prompt', 'The prompt is empty.'],
    [{ prompt: '🚣'.repeat(100_000) }, 'prompt', 'The prompt has 100,000 characters; gpt-image-2 takes up to 32,000.'],
  ];
  for (const [request, parameter, message] of cases) {
    const error = ownRefusal({ ...boat, ...request });
    assert.deepEqual([error?.facts.parameter, error?.message], [parameter, message]);
  }
});
