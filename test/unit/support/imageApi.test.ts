import { test } from 'node:test';
import assert from 'node:assert/strict';
import { imageSize } from 'image-size';
import { APIError } from 'openai';
import * as errors from '../../support/imageApi/errors.ts';
import { contentTypeOf, picture } from '../../support/imageApi/pictures.ts';
import type { Format } from '../../support/imageApi/pictures.ts';
import * as replies from '../../support/imageApi/replies.ts';
import { decodedPng, generate, pngSizes, started } from './openaiClient.ts';

function hasFields(image: object | undefined): string[] {
  return Object.keys(image ?? {}).sort();
}

test('each family answers in its shape with images of the size that was asked for', async (context) => {
  const { client } = await started(context);
  const base64 = ['b64_json'];
  const newApi = ['b64_json', 'revised_prompt', 'url'];
  const cases: [params: Record<string, unknown>, sizes: string[], fields: string[]][] = [
    [{ model: 'dall-e-2', n: 2, size: '256x256' }, ['256x256', '256x256'], ['url']],
    [{ model: 'dall-e-2', response_format: 'b64_json' }, ['1024x1024'], base64],
    [
      { model: 'dall-e-3', size: '1792x1024', quality: 'hd', style: 'natural' },
      ['1792x1024'],
      ['revised_prompt', 'url'],
    ],
    [{ model: 'dall-e-3', response_format: 'b64_json' }, ['1024x1024'], ['b64_json', 'revised_prompt']],
    [{ model: 'gpt-image-1', size: '1536x1024', background: 'transparent' }, ['1536x1024'], base64],
    [{ model: 'gpt-image-1-mini', quality: 'low' }, ['1024x1024'], base64],
    [{ model: 'gpt-image-1.5', size: '1024x1536', n: 0 }, ['1024x1536'], base64],
    [{ model: 'chatgpt-image-latest', moderation: 'low' }, ['1024x1024'], base64],
    [{ model: 'gpt-image-2', size: '1536x864' }, ['1536x864'], base64],
    [{ model: 'gpt-image-2-2026-04-21', size: '3840x2160' }, ['3840x2160'], base64],
    [{ model: 'gpt-image-2.5-flare', quality: 'max', background: 'transparent' }, ['1024x1024'], base64],
    [{ model: 'gpt-image-2.6-sunburst', size: '1344x752', safety_identifier: 'a' }, ['1344x752'], base64],
    [{ model: 'qwen-image', size: '1664x928', output_format: 'png' }, ['1664x928'], newApi],
    [{ model: 'doubao-seedream-4-0-250828', size: '2K', watermark: false }, ['2048x2048'], ['size', 'url']],
    [{ model: 'doubao-seedream-5-0-260128', size: '2304x1728' }, ['2304x1728'], ['size', 'url']],
    [{ model: 'grok-imagine-image', aspect_ratio: '16:9', resolution: '2k' }, ['2048x1152'], ['url']],
  ];
  for (const [params, sizes, fields] of cases) {
    const answer = await generate(client, params);
    const seen = { sizes: await pngSizes(answer), fields: hasFields(answer.data?.[0]) };
    assert.deepEqual(seen, { sizes, fields }, JSON.stringify(params));
  }
});

test('a GPT image model tells what it chose and what it spent', async (context) => {
  const { client } = await started(context);
  const { data, ...echo } = await generate(client, { model: 'gpt-image-2', quality: 'low', n: 2, size: 'auto' });
  assert.equal(data?.length, 2);
  assert.deepEqual(JSON.parse(JSON.stringify(echo)), {
    created: 1_781_075_000,
    background: 'opaque',
    output_format: 'png',
    quality: 'low',
    size: '1024x1024',
    usage: {
      input_tokens: 3,
      input_tokens_details: { image_tokens: 0, text_tokens: 3 },
      output_tokens: 392,
      output_tokens_details: { image_tokens: 392, text_tokens: 0 },
      total_tokens: 395,
    },
  });
});

test('a picture of any format is real', () => {
  const formats: readonly Format[] = ['png', 'jpeg', 'webp', 'gif', 'avif', 'svg'];
  const motif = { pixels: { width: 8, height: 8 }, seed: 'boat' };
  const seen = formats.map((format) => {
    const { width, height, type } = imageSize(picture(format, motif));
    return `${type} ${width}x${height}, ${contentTypeOf(format)}`;
  });
  assert.deepEqual(seen, [
    'png 8x8, image/png',
    'jpg 8x8, image/jpeg',
    'webp 8x8, image/webp',
    'gif 8x8, image/gif',
    'avif 8x8, image/avif',
    'svg 8x8, image/svg+xml',
  ]);
});

test('the errors of the openai package have the right class, code and request id', async (context) => {
  const { api, client } = await started(context);
  const cases: [refusal: errors.Refusal, name: string, code: string | null][] = [
    [errors.moderationBlocked({ stage: 'input', categories: ['violence'] }), 'BadRequestError', 'moderation_blocked'],
    [errors.contentPolicyViolation, 'BadRequestError', 'content_policy_violation'],
    [errors.wrongKey('sk-abc***xyz'), 'AuthenticationError', ''],
    [errors.paymentRequired, 'APIError', ''],
    [errors.accountOutOfCredit, 'PermissionDeniedError', 'insufficient_user_quota'],
    [errors.keyQuotaSpent, 'PermissionDeniedError', 'pre_consume_token_quota_failed'],
    [errors.organizationNotVerified, 'PermissionDeniedError', null],
    [errors.rateLimit('20'), 'RateLimitError', 'rate_limit_exceeded'],
    [errors.openAiOutOfCredit, 'RateLimitError', 'insufficient_quota'],
    [errors.invalidRequest('bad'), 'InternalServerError', 'invalid_request'],
    [errors.badGateway, 'InternalServerError', ''],
    [errors.modelNotFound('x'), 'InternalServerError', 'model_not_found'],
    [errors.unavailable, 'InternalServerError', ''],
    [errors.originTimeout, 'InternalServerError', ''],
  ];
  for (const [refusal, name, code] of cases) {
    api.script(replies.refuse(refusal));
    const error = await generate(client, { model: 'gpt-image-2' }).catch((caught: unknown) => caught);
    assert.ok(error instanceof APIError);
    const [, requestId] = /\(request id: ([^)]+)\)/.exec(error.message) ?? [];
    assert.deepEqual(
      { name: error.constructor.name, status: error.status as unknown, code: error.code, id: error.requestID },
      { name, status: refusal.status, code, id: requestId },
    );
  }
});

test('urls are served by the second origin, which tells whether the key reached it', async (context) => {
  const { api, client } = await started(context, { cdn: true });
  const { data } = await generate(client, { model: 'dall-e-3' });
  const url = data?.[0]?.url ?? '';
  const keyless = await fetch(url);
  const withKey = await fetch(url, { headers: { authorization: `Bearer ${api.key}` } });
  const mangled = await fetch(url.replaceAll('&', '&amp;'));
  const missing = await fetch(`${api.fileHost.origin}/files/none.png`);
  const statuses = [keyless, withKey, mangled, missing].map(({ status }) => status);
  const keys = api.fileHost.requests.map(({ headers }) => headers.authorization);
  assert.deepEqual(
    { statuses, keys, apart: api.fileHost.origin !== api.origin, apiRequests: api.requests.length },
    {
      statuses: [200, 200, 403, 404],
      keys: [undefined, `Bearer ${api.key}`, undefined, undefined],
      apart: true,
      apiRequests: 1,
    },
  );
});

test('a stream gives the previews and then the image', async (context) => {
  const { client } = await started(context);
  const params = { model: 'gpt-image-2', prompt: 'A paper boat', partial_images: 2 };
  const kinds: string[] = [];
  for await (const event of await client.images.generate({ ...params, stream: true })) {
    kinds.push(`${event.type} ${decodedPng(Buffer.from(event.b64_json, 'base64'))}`);
  }
  const preview = 'image_generation.partial_image 1024x1024';
  assert.deepEqual(kinds, [preview, preview, 'image_generation.completed 1024x1024']);
});

test('models are listed with a key, and the catalogue without one', async (context) => {
  const { api, client } = await started(context);
  const { data } = await client.models.list();
  const catalogue = (await (await fetch(`${api.origin}/api/models`)).json()) as {
    total: number;
    data: { id: string }[];
  };
  const unauthorized = await fetch(`${api.baseUrl}/models`);
  const elsewhere = await fetch(`${api.baseUrl}/images`, { headers: { authorization: `Bearer ${api.key}` } });
  const page = await fetch(`${api.origin}/images/generations`, { method: 'POST' });
  assert.deepEqual(
    {
      same: data.map(({ id }) => id).join() === catalogue.data.map(({ id }) => id).join(),
      total: catalogue.total,
      statuses: [unauthorized.status, elsewhere.status, page.status],
      page: page.headers.get('content-type'),
    },
    { same: true, total: 11, statuses: [401, 404, 200], page: 'text/html' },
  );
});

test('what was received is recorded', async (context) => {
  const { api, client } = await started(context);
  await generate(client, { model: 'dall-e-2' });
  const [request] = api.requests;
  assert.deepEqual(
    { method: request?.method, path: request?.path, key: request?.headers.authorization, body: request?.body },
    {
      method: 'POST',
      path: '/v1/images/generations',
      key: `Bearer ${api.key}`,
      body: { model: 'dall-e-2', prompt: 'A paper boat' },
    },
  );
});
