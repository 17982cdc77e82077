import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { readBaseUrl } from '../../../src/api/baseUrl.ts';
import {
  fetchCatalogue,
  readCatalogue,
  readModel,
  readModelList,
  type CatalogueModel,
} from '../../../src/api/catalogue.ts';
import type { Json } from '../../../src/api/json.ts';
import { checkRequest } from '../../../src/api/request.ts';
import type { Transport } from '../../../src/api/transport.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { cut, oversized, silence } from '../../support/imageApi/faults.ts';
import { answer, emptyBody, errorWithStatus200, htmlPage, redirect } from '../../support/imageApi/replies.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import { boat, failureOf, never, startTransport } from './imageService.ts';

async function startCatalogue(context: TestContext) {
  const api = await startImageApi();
  context.after(() => api.close());
  const transport = startTransport(context);
  /** CometAPI's hosts are this server. */
  const toServer: Transport = (url, request) =>
    transport(url.replace(/^https:\/\/[^/]*cometapi\.com/, api.origin), request);
  const fetchFrom = (address: string, key?: string, cancel = never) =>
    fetchCatalogue({ baseUrl: readBaseUrl(address), key }, toServer, cancel);
  return { api, fetchFrom };
}

const openAiPage = 'https://apidoc.cometapi.com/api/image/openai/images';

suite('The catalogue of CometAPI', () => {
  test('is asked for without the key, at each of its hosts', async (context) => {
    const { api, fetchFrom } = await startCatalogue(context);
    for (const host of ['api.cometapi.com', 'cometapi.com', 'eu.api.cometapi.com'])
      await fetchFrom(`https://${host}/v1`, api.key);
    assert.deepEqual(
      api.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
      Array.from({ length: 3 }, () => ['GET', '/api/models', undefined]),
    );
  });

  test('tells prices, and which models make images on this route', async (context) => {
    const { fetchFrom } = await startCatalogue(context);
    const models = await fetchFrom('https://api.cometapi.com/v1');
    assert.deepEqual(models[0], {
      id: 'gpt-image-2',
      provider: 'OpenAI',
      features: ['text-to-image'],
      price: { input: 4, output: 24 },
      isImage: true,
    });
    assert.deepEqual(
      models.map(({ id, isImage, price }) => `${id} ${isImage ? 'image' : 'other'} ${price?.perImage ?? 'by tokens'}`),
      [
        'gpt-image-2 image by tokens',
        'gpt-image-1 image by tokens',
        'gpt-image-1-mini image by tokens',
        'gpt-image-1.5 image by tokens',
        'dall-e-3 image 0.032',
        'dall-e-2 image 0.016',
        'qwen-image image 0.04',
        'doubao-seedream-4-0-250828 image 0.024',
        'gemini-3-pro-image other by tokens',
        'gpt-5.2 other by tokens',
        'sora-2 other 0.08',
      ],
    );
  });

  test('goes by the page of a model, and by its family where the page says nothing', () => {
    const cases: readonly (readonly [entry: Readonly<Record<string, Json>>, isImage: boolean])[] = [
      [{ id: 'new-one', model_type: 'image', api_doc_url: openAiPage }, true],
      [{ id: 'new-one', model_type: 'image', api_doc_url: `${openAiPage}/` }, true],
      [{ id: 'new-one', model_type: 'image', api_doc_url: 'https://x/api/image/seedream/image-generation' }, true],
      [{ id: 'new-one', model_type: 'image', api_doc_url: 'https://x/api/image/flux' }, false],
      [{ id: 'new-one', model_type: 'image' }, false],
      [{ id: 'grok-imagine-image', model_type: 'image', api_doc_url: 'https://x/api/image/xai' }, true],
      [{ id: 'gpt-image-9', model_type: 'text', api_doc_url: openAiPage }, false],
      [{ id: 'gpt-image-2', api_doc_url: 7 }, false],
    ];
    assert.deepEqual(
      cases.map(([entry]) => [entry, readCatalogue({ data: [entry] })[0]?.isImage]),
      cases,
    );
  });

  test('has prices in dollars only, and none where it says zero or nonsense', () => {
    const cases: readonly (readonly [pricing: Json, price: object | undefined])[] = [
      [
        { currency: 'USD / M Tokens', input: 4, output: 24, per_request: null },
        { input: 4, output: 24 },
      ],
      [{ currency: 'USD / Request', per_request: 0.04 }, { perImage: 0.04 }],
      [{ per_request: 0.04 }, { perImage: 0.04 }],
      [{ currency: 'CNY / Request', per_request: 0.04 }, undefined],
      [{ currency: 'USD', input: 0, output: 0, per_request: 0 }, undefined],
      [{ currency: 'USD', per_request: -1, input: '4', output: 1e300 }, undefined],
      [{ currency: 'USD / Second', per_second: 0.1 }, undefined],
      [[], undefined],
      ['free', undefined],
    ];
    assert.deepEqual(
      cases.map(([pricing]) => [pricing, readCatalogue({ data: [{ id: 'x', pricing }] })[0]?.price]),
      cases,
    );
  });
});

suite('The list of another service', () => {
  test('is asked for beside its routes, with the key if there is one', async (context) => {
    const { api, fetchFrom } = await startCatalogue(context);
    const models = await fetchFrom(api.baseUrl, api.key);
    const refused = await failureOf(fetchFrom(api.baseUrl));
    assert.deepEqual(
      {
        asked: api.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
        images: models.filter(({ isImage }) => isImage).map(({ id }) => id),
        others: models.filter(({ isImage }) => !isImage).map(({ id }) => id),
        refused: refused.kind,
      },
      {
        asked: [
          ['GET', '/v1/models', `Bearer ${api.key}`],
          ['GET', '/v1/models', undefined],
        ],
        images: [
          ...['gpt-image-2', 'gpt-image-1', 'gpt-image-1-mini', 'gpt-image-1.5', 'dall-e-3', 'dall-e-2', 'qwen-image'],
          'doubao-seedream-4-0-250828',
        ],
        others: ['gemini-3-pro-image', 'gpt-5.2', 'sora-2'],
        refused: 'keyMissing',
      },
    );
  });

  test('sends no key that is none', async (context) => {
    const { api, fetchFrom } = await startCatalogue(context);
    await failureOf(fetchFrom(api.baseUrl, 'sk-1\nsk-2'));
    assert.deepEqual(
      api.requests.map(({ headers }) => headers.authorization),
      [undefined],
    );
  });

  test('may tell when a model is shut down, and may come without an envelope', () => {
    const list: Json = [
      { id: 'a', shutdown_date: '2026-10-23' },
      { id: 'b', shutdown_date: 1_792_713_600 },
      { id: 'c', shutdown_date: null },
      { id: 'd', shutdown_date: 'soon' },
      { id: 'e', shutdown_date: 1e300 },
    ];
    const days = [
      ['a', '2026-10-23'],
      ['b', '2026-10-23'],
      ['c', undefined],
      ['d', undefined],
      ['e', undefined],
    ];
    for (const json of [list, { object: 'list', data: list }])
      assert.deepEqual(
        readModelList(json).map(({ id, shutdownDate }) => [id, shutdownDate]),
        days,
      );
  });
});

test('what is no list is an error, told without the key, and sends nobody elsewhere', async (context) => {
  const elsewhere = await startImageApi();
  context.after(() => elsewhere.close());
  const { api, fetchFrom } = await startCatalogue(context);
  const cases: readonly (readonly [name: string, behaviour: Behaviour, kind: string])[] = [
    ['a web page', htmlPage(200), 'badAnswer'],
    ['nothing', emptyBody(200), 'badAnswer'],
    ['an empty list', answer(200, { data: [] }), 'badAnswer'],
    ['a soft failure', answer(200, { success: false, message: 'no list today' }), 'badAnswer'],
    ['an error with status 200', errorWithStatus200, 'badAnswer'],
    ['trouble', answer(500, { error: { message: `broken for ${api.key}` } }), 'serverTrouble'],
    ['a redirect on the same server', redirect(302, '/v1/others'), 'wrongAddress'],
    ['a redirect to another', redirect(307, `${elsewhere.baseUrl}/models`), 'wrongAddress'],
    ['a cut list', cut('half'), 'network'],
    ['an endless list', oversized(20 * 2 ** 20), 'tooLarge'],
  ];
  const seen: unknown[] = [];
  for (const [name, behaviour] of cases) {
    api.script(behaviour);
    const error = await failureOf(fetchFrom(api.baseUrl, api.key));
    assert.ok(!error.message.includes(api.key), error.message);
    seen.push([name, behaviour, error.kind]);
  }
  assert.deepEqual([seen, elsewhere.requests.length, api.requests.length], [cases, 0, cases.length]);
});

test('a list that does not come is given up, by the caller or after 15 seconds', async (context) => {
  const { api, fetchFrom } = await startCatalogue(context);
  const cancel = new AbortController();
  api.script(silence('nothing'), silence('half'));
  const cancelled = failureOf(fetchFrom(api.baseUrl, api.key, cancel.signal));
  await api.nextRequest();
  cancel.abort();
  assert.equal((await cancelled).kind, 'cancelled');
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const late = failureOf(fetchFrom(api.baseUrl, api.key));
  await api.nextRequest();
  context.mock.timers.tick(15_000);
  assert.equal((await late).kind, 'serverTrouble');
});

suite('Hostile lists', () => {
  const shapes: readonly Json[] = [
    null,
    7,
    'models',
    [],
    {},
    { data: null },
    { data: {} },
    { data: [null, 7, [], {}] },
  ];

  test('of other shapes hold no models', () => {
    assert.deepEqual(
      shapes.map((json) => [readCatalogue(json), readModelList(json)]),
      shapes.map(() => [[], []]),
    );
  });

  test('lose what cannot be sent or shown, and keep the first of what is repeated', () => {
    const data: Json = [
      { id: 'good', provider: 'Open AI, Inc. (US)', features: ['text-to-image', '$(trash)', 7, 'x'.repeat(61)] },
      { id: 'good', provider: 'again' },
      { id: '__proto__', provider: '$(zap) cheap' },
      ...['', ' ', 'two words', 'a\nb', 'x'.repeat(201), '$(trash)'].map((id) => ({ id })),
    ];
    assert.deepEqual(readCatalogue({ data }), [
      { id: 'good', provider: 'Open AI, Inc. (US)', features: ['text-to-image'], isImage: false },
      { id: '__proto__', features: [], isImage: false },
    ]);
  });

  test('are read up to a few thousand models', () => {
    const data = Array.from({ length: 50_000 }, (_, index) => ({ id: `flux-${index}` }));
    assert.equal(readModelList({ data }).length, 3000);
  });

  test('give models that can be asked and kept, whatever is in them', () => {
    const names = fc.constantFrom(
      ...['id', 'data', 'provider', 'features', 'pricing', 'price', 'model_type', 'currency', 'shutdown_date'],
      ...['input', 'output', 'per_request', 'supported_endpoint_types', 'isImage', 'api_doc_url'],
    );
    const word = fc.constantFrom<Json>('gpt-image-2', 'USD', 'image', openAiPage, '__proto__', '2026-10-23', 1e21, 4);
    const value = fc.oneof(word, word, fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    const inside = fc.oneof(value, fc.array(value, { maxLength: 3 }), fc.dictionary(names, value, { maxKeys: 4 }));
    const record = fc.dictionary(names, inside, { maxKeys: 8 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 3 }), (data) => {
        const list = JSON.parse(JSON.stringify({ data })) as Json;
        const models: readonly CatalogueModel[] = [...readCatalogue(list), ...readModelList(list)];
        for (const model of models) {
          checkRequest({ ...boat, model: model.id });
          assert.deepEqual(readModel(JSON.parse(JSON.stringify(model)) as Json), model);
        }
      }),
      { numRuns: fuzzRuns },
    );
  });
});
