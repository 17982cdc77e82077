import { test } from 'node:test';
import assert from 'node:assert/strict';
import { altered } from '../../support/imageApi/exchange.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import * as faults from '../../support/imageApi/faults.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import * as replies from '../../support/imageApi/replies.ts';
import type { ImageApi } from '../../support/imageApi/server.ts';
import * as shapes from '../../support/imageApi/shapes.ts';
import { bytesOf, decodedPng, generate, started } from './openaiClient.ts';

/** The answer to a good request, with the base64 of its images cut short for reading. */
async function shaped(api: ImageApi, behaviour: Behaviour, model = 'gpt-image-2'): Promise<string> {
  api.script(behaviour);
  const response = await fetch(`${api.baseUrl}/images/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, prompt: 'A paper boat' }),
  });
  const text = (await response.text()).replace(/(iVBOR)[\w+/=]+/g, '$1').replace(/\?se=[^"]+/, '');
  return `${response.status} ${text}`;
}

test('answers take the shapes of other servers', async (context) => {
  const { api } = await started(context);
  const bare: Behaviour = shapes.withoutUsage;
  const image = '{"b64_json":"iVBOR"}';
  const cases: [behaviour: Behaviour, data: string][] = [
    [bare, `"data":[${image}]`],
    [shapes.allKeysWithEmptyStrings, '"data":[{"url":"","b64_json":"iVBOR","revised_prompt":""}]'],
    [shapes.nullForAbsent, '"data":[{"url":null,"b64_json":"iVBOR","revised_prompt":null}]'],
    [shapes.dataUriInUrl(), '"data":[{"url":"data:image/png;base64,iVBOR"}]'],
    [shapes.dataUriInBase64(), '"data":[{"b64_json":"data:image/png;base64,iVBOR"}]'],
    [shapes.emptyData, '"data":[]'],
    [shapes.noData, '200 {"created":1781075000}'],
    [shapes.imageCount(2), `"data":[${image},${image}]`],
    [shapes.failedImages(0), '"data":[{"error":{"code":"OutputImageSensitiveContentDetected",'],
    [shapes.chatUsage, '"usage":{"prompt_tokens":3,"completion_tokens":1056,"total_tokens":1059}'],
    [shapes.bothUsages, '"usage":{"prompt_tokens":0,"completion_tokens":0,"input_tokens":3,'],
    [shapes.numberedItems, '"data":[{"index":0,"b64_json":"iVBOR"}]'],
    [replies.errorWithStatus200, '200 {"error":{'],
    [replies.answer(202, { task_id: 'a' }), '202 {"task_id":"a"}'],
    [replies.htmlPage(500), '500 <!DOCTYPE html>'],
    [replies.invalidJson, '200 {"created":1781075000,"data":[{"b64_json":'],
    [replies.withByteOrderMark, `"data":[${image}]`],
    [altered(replies.gzipped), `"data":[${image}]`],
  ];
  for (const [behaviour, part] of cases) {
    const seen = await shaped(api, behaviour);
    assert.ok(seen.includes(part), `${seen}\nhas no\n${part}`);
  }
  assert.equal(await shaped(api, shapes.bareArray, 'dall-e-2'), '200 [{"url":"/files/20261122/1.webp"}]');
});

test('half of the base64 is still valid JSON, but no picture', async (context) => {
  const { api, client } = await started(context, { usually: shapes.truncatedBase64 });
  const { data } = await generate(client, { model: 'gpt-image-2' });
  const bytes = await bytesOf(data?.[0] ?? {});
  assert.throws(() => decodedPng(bytes));
  assert.equal(api.requests.length, 1);
});

test('broken replies reach the client as they are', async (context) => {
  const { api, client } = await started(context);
  const { data } = await generate(client, { model: 'dall-e-2' });
  const url = data?.[0]?.url ?? '';
  const download = async (...behaviours: Behaviour[]) => {
    api.scriptFiles(...behaviours);
    try {
      const response = await fetch(url);
      const bytes = await response.arrayBuffer();
      return `${response.status} ${response.headers.get('content-type') ?? 'none'} ${bytes.byteLength}`;
    } catch {
      return 'rejected';
    }
  };
  const plain = await download();
  const [size] = /\d+$/.exec(plain) ?? [];
  const here = new URL(url);
  const seen = {
    redirects: await download(replies.redirect(302, url), replies.redirect(307, here.pathname + here.search)),
    half: (await download(faults.longerThanDeclared)) === `200 image/png ${Math.floor(Number(size) / 2)}`,
    oversized: await download(faults.oversized(300_000)),
    declared: await download(faults.oversized(200_000, 'content-length')),
    lying: await download(replies.serve(picture('webp', { pixels: { width: 1, height: 1 }, seed: '' }), 'image/jpeg')),
    expired: await download(replies.expiredLink),
    wrongType: await download(replies.contentType('application/octet-stream')),
    empty: await download(replies.emptyBody(200)),
    bomb: await download(replies.gzipBomb(4)),
    header: await download(replies.hugeHeader),
  };
  assert.deepEqual(seen, {
    redirects: plain,
    half: true,
    oversized: '200 image/png 300000',
    declared: '200 image/png 200000',
    lying: '200 image/jpeg 44',
    expired: '403 application/xml 257',
    wrongType: `200 application/octet-stream ${size ?? ''}`,
    empty: '200 none 0',
    bomb: `200 application/json ${43 + 4 * 2 ** 20}`,
    header: 'rejected',
  });
});
