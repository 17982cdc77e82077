import { test } from 'node:test';
import assert from 'node:assert/strict';
import { checkRequest, composeRequest, splitRequest, type RequestDefaults } from '../../../src/api/request.ts';
import { boat, startService, ways } from './imageService.ts';

/** Settings where everything is set to what some family takes. */
const settings: RequestDefaults = {
  model: 'gpt-image-2',
  count: 1,
  style: 'natural',
  background: 'opaque',
  outputFormat: 'png',
  outputCompression: 80,
  responseFormat: 'b64_json',
  moderation: 'low',
  user: 'reader-7',
};

const gpt = { n: 1, background: 'opaque', output_format: 'png', moderation: 'low' };
const bodies: readonly (readonly [model: string, body: object, images: string])[] = [
  ['dall-e-2', { n: 1, size: '1024x1024', response_format: 'b64_json', user: 'reader-7' }, 'png 1024x1024'],
  [
    'dall-e-3',
    { n: 1, size: '1024x1024', style: 'natural', response_format: 'b64_json', user: 'reader-7' },
    'png 1024x1024',
  ],
  ['gpt-image-1', { ...gpt, user: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-1-mini', { ...gpt, user: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-1.5', { ...gpt, user: 'reader-7' }, 'png 1024x1024'],
  ['chatgpt-image-latest', { ...gpt, user: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-2', { ...gpt, user: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-2-2026-04-21', { ...gpt, user: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-2.5-sunburst', { ...gpt, safety_identifier: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-2.5-flare-2026-09-08', { ...gpt, safety_identifier: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-2.6-sunburst', { ...gpt, safety_identifier: 'reader-7' }, 'png 1024x1024'],
  ['gpt-image-2.6-flare', { ...gpt, safety_identifier: 'reader-7' }, 'png 1024x1024'],
  ['qwen-image', { n: 1, size: '1024x1024', output_format: 'png' }, 'png 1024x1024'],
  ['doubao-seedream-4-0-250828', { size: '2K', response_format: 'b64_json', watermark: false }, 'png 2048x2048'],
  ['doubao-seedream-4-5-251128', { size: '2K', response_format: 'b64_json', watermark: false }, 'png 2048x2048'],
  ['doubao-seedream-5-0-260128', { size: '2K', response_format: 'b64_json', watermark: false }, 'png 2048x2048'],
  ['grok-imagine-image', { n: 1, response_format: 'b64_json' }, 'png 1024x1024'],
  ['flux-schnell', { n: 1 }, 'png 1024x1024'],
];

test('every family gets from the settings what it takes, and the strict service makes an image of it', async (context) => {
  const { api, client, access } = await startService(context, { anyModel: true });
  for (const [model, body, image] of bodies) {
    const request = composeRequest({ prompt: boat.prompt, model }, settings);
    checkRequest(request);
    const { images } = await client.generate(request, access, ways());
    const { headers, path, method, ...sent } = await api.nextRequest();
    assert.deepEqual(
      { body: sent.body, images: images.map(({ type, size }) => `${type} ${size?.width}x${size?.height}`) },
      { body: { model, prompt: boat.prompt, ...body }, images: [image] },
    );
    assert.deepEqual(
      [method, path, headers.authorization, headers['content-type'], headers.accept],
      ['POST', '/v1/images/generations', `Bearer ${api.key}`, 'application/json', 'application/json'],
    );
  }
});

test('two images are one request, or two where the family makes one at a time', async (context) => {
  const { api, client, access } = await startService(context, { anyModel: true, preview: true });
  const cases: readonly (readonly [wish: object, counts: readonly unknown[]])[] = [
    [{ model: 'dall-e-2' }, [2]],
    [{ model: 'dall-e-3' }, [1, 1]],
    [{ model: 'gpt-image-1' }, [2]],
    [{ model: 'gpt-image-2' }, [2]],
    [{ model: 'gpt-image-2.5-flare', outputFormat: 'gif' }, [2]],
    [{ model: 'gpt-image-2.5-flare', outputFormat: 'svg' }, [1, 1]],
    [{ model: 'gpt-image-2.6-flare' }, [2]],
    [{ model: 'qwen-image' }, [1, 1]],
    [{ model: 'doubao-seedream-4-0-250828' }, [undefined, undefined]],
    [{ model: 'grok-imagine-image' }, [2]],
    [{ model: 'flux-schnell' }, [1, 1]],
  ];
  for (const [wish, counts] of cases) {
    const request = composeRequest({ prompt: boat.prompt, ...wish, count: 2 }, { model: 'gpt-image-2', count: 1 });
    checkRequest(request);
    const before = api.requests.length;
    const batches = splitRequest(request).map((part) => client.generate(part, access, ways()));
    const images = (await Promise.all(batches)).flatMap((batch) => batch.images);
    const posts = api.requests.slice(before).filter(({ method }) => method === 'POST');
    const sent = posts.map(({ body }) => (body as { readonly n?: number }).n);
    assert.deepEqual({ sent, images: images.length }, { sent: counts, images: 2 }, request.model);
  }
});

test('every output format comes back as what it is, by link and by base64', async (context) => {
  const { generate } = await startService(context, { preview: true });
  const model = 'gpt-image-2.5-flare';
  const cases: readonly (readonly [request: object, image: string])[] = [
    [{ model, outputFormat: 'png', size: '1536x1024' }, 'png 1536x1024'],
    [{ model, outputFormat: 'jpeg', outputCompression: 0 }, 'jpeg 8x8'],
    [{ model, outputFormat: 'webp', outputCompression: 100, background: 'transparent' }, 'webp 8x8'],
    [{ model, outputFormat: 'gif' }, 'gif 8x8'],
    [{ model, outputFormat: 'svg' }, 'svg 8x8'],
    [{ model: 'dall-e-3', responseFormat: 'url', size: '1792x1024' }, 'png 1792x1024'],
    [{ model: 'dall-e-3', responseFormat: 'b64_json', size: '1024x1792' }, 'png 1024x1792'],
    [{ model: 'dall-e-2', size: '256x256' }, 'png 256x256'],
  ];
  const seen: unknown[] = [];
  for (const [request] of cases) {
    const { images } = await generate(request);
    seen.push([request, images.map(({ type, size }) => `${type} ${size?.width}x${size?.height}`).join()]);
  }
  assert.deepEqual(seen, cases);
});
