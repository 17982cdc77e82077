import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { readBaseUrl } from '../../src/api/baseUrl.ts';
import type { CatalogueState } from '../../src/api/catalogue.ts';
import type { Transport } from '../../src/api/transport.ts';
import { ModelCatalogue } from '../../src/modelCatalogue.ts';
import { answer } from '../support/imageApi/replies.ts';
import { hold } from '../support/imageApi/faults.ts';
import { startImageApi } from '../support/imageApi/server.ts';
import { startTransport } from './api/imageService.ts';

const cometApi = readBaseUrl('https://api.cometapi.com/v1');
const start = Date.parse('2026-11-22T09:00:00Z');
const dayMs = 86_400_000;

/** A catalogue over real HTTP and a real folder, whose day a test can change. */
async function startCatalogue(context: TestContext) {
  const api = await startImageApi();
  const parent = await mkdtemp(join(tmpdir(), 'paper-boat-catalogue-'));
  context.after(async () => {
    await api.close();
    await rm(parent, { recursive: true });
  });
  const folder = join(parent, 'catalogue');
  const send = startTransport(context);
  const transport: Transport = (url, request) => send(url.replace('https://api.cometapi.com', api.origin), request);
  const clock = { days: 0 };
  const log: string[] = [];
  const openWindow = () =>
    new ModelCatalogue({
      ...{ folder, transport, log: (line: string) => log.push(line) },
      now: () => new Date(start + clock.days * dayMs),
    });
  /** What the catalogue of the service holds the next time. */
  const offer = (...ids: readonly string[]) => {
    api.script(answer(200, { data: ids.map((id) => ({ id, pricing: { per_request: 0.04 } })) }));
  };
  return { api, folder, clock, log, openWindow, offer };
}

const shownOf = (state: CatalogueState | undefined): readonly string[] | undefined =>
  state?.models.map(({ id, isNew, isRetired }) => `${id}${isNew ? ' new' : ''}${isRetired ? ' retired' : ''}`);

suite('The catalogue of models', () => {
  test('knows nothing before it was asked for, and asks nobody by itself', async (context) => {
    const { api, openWindow } = await startCatalogue(context);
    const catalogue = openWindow();
    assert.deepEqual(
      [await catalogue.models(cometApi), await catalogue.priceOf(cometApi, 'gpt-image-2'), api.requests.length],
      [{ models: [] }, undefined, 0],
    );
  });

  test('is asked for beside a request, and for an hour not again where nobody tells', async (context) => {
    const { folder } = await startCatalogue(context);
    const asked: unknown[] = [];
    let minutes = 0;
    let service = Promise.withResolvers<never>();
    const catalogue = new ModelCatalogue({
      ...{ folder, log: () => undefined, now: () => new Date(start + minutes * 60_000) },
      transport: (url, { headers }) => {
        asked.push([url, 'authorization' in headers]);
        return service.promise;
      },
    });
    /** Joins what is under way, as nothing was answered yet. */
    const endsWithoutAnswer = async (): Promise<void> => {
      const ended = catalogue.refresh(cometApi);
      service.promise.catch(() => undefined);
      service.reject(new Error('Nobody is there.'));
      await ended;
      service = Promise.withResolvers();
    };
    const list = ['https://api.cometapi.com/api/models', false];
    assert.equal(await catalogue.currentPriceOf(cometApi, 'dall-e-3'), undefined);
    await endsWithoutAnswer();
    minutes = 59;
    await catalogue.currentPriceOf(cometApi, 'dall-e-3');
    // As many looks at the disk as come before a request.
    await catalogue.models(cometApi);
    await catalogue.models(cometApi);
    assert.deepEqual(asked, [list]);
    minutes = 61;
    await catalogue.currentPriceOf(cometApi, 'dall-e-3');
    await endsWithoutAnswer();
    await catalogue.currentPriceOf(new URL('https://other.example/v1'), 'dall-e-3');
    await catalogue.models(cometApi);
    await catalogue.models(cometApi);
    assert.deepEqual(asked, [list, list]);
  });

  test('is fetched once a day, for all windows and sessions', async (context) => {
    const { api, clock, openWindow } = await startCatalogue(context);
    const [one, other] = [openWindow(), openWindow()];
    assert.deepEqual(await other.models(cometApi), { models: [] });
    const [fetched, sharing] = await Promise.all([one.refresh(cometApi), one.refresh(cometApi)]);
    const elsewhere = await other.refresh(cometApi);
    clock.days = 0.9;
    const later = await openWindow().refresh(cometApi);
    const requestsOfTheDay = api.requests.length;
    clock.days = 1;
    const nextDay = await one.refresh(cometApi);
    assert.deepEqual(
      [requestsOfTheDay, api.requests.length, sharing, elsewhere, later, nextDay?.models, nextDay?.fetchedAt],
      [1, 2, fetched, fetched, fetched, fetched?.models, new Date(start + dayMs)],
    );
    assert.deepEqual(fetched?.fetchedAt, new Date(start));
  });

  test('tells the price of a model in the next session, without the network', async (context) => {
    const { api, openWindow } = await startCatalogue(context);
    await openWindow().refresh(cometApi);
    const catalogue = openWindow();
    assert.deepEqual(
      [
        await catalogue.priceOf(cometApi, 'gpt-image-2'),
        await catalogue.priceOf(cometApi, 'dall-e-3'),
        await catalogue.priceOf(cometApi, 'constructor'),
        await catalogue.priceOf(readBaseUrl('https://example.com/v1'), 'gpt-image-2'),
        api.requests.length,
      ],
      [{ input: 4, output: 24 }, { perImage: 0.032 }, undefined, undefined, 1],
    );
  });

  test('calls new for thirty days what was not in the first list', async (context) => {
    const { clock, openWindow, offer } = await startCatalogue(context);
    const seen: unknown[] = [];
    const lists = [
      [0, ['a']],
      [2, ['a', 'b']],
      [31.9, ['c', 'b', 'a']],
      [33, ['a', 'b', 'c']],
      [70, ['a', 'b', 'c']],
    ] as const;
    for (const [days, ids] of lists) {
      clock.days = days;
      offer(...ids);
      seen.push(shownOf(await openWindow().refresh(cometApi)));
    }
    assert.deepEqual(seen, [['a'], ['a', 'b new'], ['c new', 'b new', 'a'], ['a', 'b', 'c new'], ['a', 'b', 'c']]);
  });

  test('tells what is shut down from its day on', async (context) => {
    const { api, clock, openWindow } = await startCatalogue(context);
    const catalogue = openWindow();
    api.script(answer(200, { data: [{ id: 'gpt-image-1', shutdown_date: '2026-11-24' }, { id: 'gpt-image-2' }] }));
    const before = shownOf(await catalogue.refresh(readBaseUrl(api.baseUrl), api.key));
    clock.days = 2;
    const after = shownOf(await catalogue.models(readBaseUrl(api.baseUrl)));
    assert.deepEqual(
      [before, after],
      [
        ['gpt-image-1', 'gpt-image-2'],
        ['gpt-image-1 retired', 'gpt-image-2'],
      ],
    );
  });

  test('stays as it was when the service does not answer, and says so in the log', async (context) => {
    const { api, clock, log, openWindow } = await startCatalogue(context);
    const catalogue = openWindow();
    const known = await catalogue.refresh(cometApi);
    clock.days = 5;
    api.script(answer(500, { error: { message: 'out of order' } }), answer(200, { success: false, message: 'no' }));
    const failed = [await catalogue.refresh(cometApi), await catalogue.refresh(cometApi)];
    assert.deepEqual(
      [failed, await catalogue.models(cometApi), await openWindow().models(cometApi), log.length],
      [[undefined, undefined], known, known, 2],
    );
    assert.match(log[0] ?? '', /models of api\.cometapi\.com cannot be read.*out of order/);
  });

  test('is fetched anew when the clock was ahead', async (context) => {
    const { api, clock, openWindow } = await startCatalogue(context);
    clock.days = 400;
    await openWindow().refresh(cometApi);
    clock.days = 0;
    const state = await openWindow().refresh(cometApi);
    assert.deepEqual([api.requests.length, state?.fetchedAt], [2, new Date(start)]);
  });

  test('keeps one file for each address, under a name that every disk takes', async (context) => {
    const { folder, api, openWindow } = await startCatalogue(context);
    const catalogue = openWindow();
    const { port } = new URL(api.origin);
    await catalogue.refresh(cometApi);
    await catalogue.refresh(readBaseUrl(api.baseUrl), api.key);
    await catalogue.refresh(readBaseUrl(`http://localhost:${port}/v1`), api.key);
    const names = (await readdir(folder)).sort();
    assert.deepEqual(
      names.map((name) => name.replace(/-[0-9a-f]{8}\.json$/, '')),
      ['127.0.0.1', 'api.cometapi.com', 'localhost'],
    );
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    assert.ok(texts.every((text) => !text.includes(api.key)));
  });

  test('of one service is fetched while that of another is slow', async (context) => {
    const { api, openWindow } = await startCatalogue(context);
    const catalogue = openWindow();
    const slow = hold();
    api.script(slow.behaviour);
    const waiting = catalogue.refresh(readBaseUrl(api.baseUrl), api.key);
    await api.nextRequest();
    const quick = await catalogue.refresh(cometApi);
    slow.release();
    assert.deepEqual([quick?.models.length, (await waiting)?.models.length], [11, 11]);
  });

  test('stays in memory where the disk takes nothing', async (context) => {
    const { folder, log, openWindow } = await startCatalogue(context);
    await writeFile(folder, 'a file where the folder belongs');
    const catalogue = openWindow();
    const state = await catalogue.refresh(cometApi);
    assert.deepEqual([state, log.length], [await catalogue.models(cometApi), 1]);
    assert.match(log[0] ?? '', /cannot be kept/);
  });

  test('is whole on disk, whichever window wrote it last, and leaves nothing else there', async (context) => {
    const { folder, clock, openWindow } = await startCatalogue(context);
    for (clock.days = 0; clock.days < 5; clock.days++)
      await Promise.all(Array.from({ length: 6 }, () => openWindow().refresh(cometApi)));
    const names = await readdir(folder);
    assert.deepEqual([names.length, (await openWindow().models(cometApi)).models.length], [1, 11]);
  });
});

suite('A damaged file of the catalogue', () => {
  const list = '"fetchedAt":"2026-11-22T09:00:00Z","models":[{"id":"gpt-image-2"}]';
  const damaged = [
    ...['', '{', 'null', '7', '[]', '{}', '\u0000\u0000', `{"version":2,${list}}`, `{${list}}`],
    ...['{"version":1}', '{"version":1,"fetchedAt":"2026-11-22T09:00:00Z","models":7}'],
    '{"version":1,"fetchedAt":"yesterday","models":[{"id":"gpt-image-2"}]}',
    '{"version":1,"fetchedAt":7,"models":[{"id":"gpt-image-2"}]}',
    '{"version":1,"fetchedAt":"2026-11-22T09:00:00Z","models":[{"id":"two words"},7,null]}',
  ];

  test('is as good as none, and is replaced', async (context) => {
    const { api, folder, openWindow } = await startCatalogue(context);
    await openWindow().refresh(cometApi);
    const [file = ''] = (await readdir(folder)).map((name) => join(folder, name));
    for (const [index, text] of damaged.entries()) {
      await writeFile(file, text);
      const before = await openWindow().models(cometApi);
      const after = await openWindow().refresh(cometApi);
      assert.deepEqual([before, after?.models.length, api.requests.length], [{ models: [] }, 11, index + 2], text);
    }
    await rm(file);
    await mkdir(file);
    assert.deepEqual((await openWindow().refresh(cometApi))?.models.length, 11);
  });

  test('gives only what can be used of it', async (context) => {
    const { folder, openWindow } = await startCatalogue(context);
    await openWindow().refresh(cometApi);
    const [file = ''] = (await readdir(folder)).map((name) => join(folder, name));
    const models = [
      {
        id: 'a',
        price: { perImage: -1, input: 4, output: '24' },
        firstSeen: '2026-11-22',
        isImage: true,
        features: 'all',
      },
      { id: 'b', price: [], firstSeen: 'long ago', provider: '$(zap)', isImage: 'yes', shutdownDate: {} },
      { id: 'c', firstSeen: '2027-01-01', isNew: true, isRetired: true },
    ];
    await writeFile(file, JSON.stringify({ version: 1, fetchedAt: new Date(start), models }));
    const plain = { features: [], isNew: false, isRetired: false, isImage: false };
    assert.deepEqual(await openWindow().models(cometApi), {
      fetchedAt: new Date(start),
      models: [
        { ...plain, id: 'a', price: { input: 4 }, isNew: true, isImage: true },
        { ...plain, id: 'b' },
        { ...plain, id: 'c' },
      ],
    });
  });

  test('never stops anybody, whatever is in it', async (context) => {
    const { folder, openWindow } = await startCatalogue(context);
    await openWindow().refresh(cometApi);
    const [file = ''] = (await readdir(folder)).map((name) => join(folder, name));
    const whole = await readFile(file);
    const offset = fc.integer({ min: 0, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(offset, offset, fc.uint8Array({ maxLength: 8 }), async (start, end, garbage) => {
        await writeFile(file, Buffer.concat([whole.subarray(0, start), garbage, whole.subarray(end)]));
        const { models } = await openWindow().models(cometApi);
        assert.ok(models.every(({ id }) => /^\S+$/.test(id)));
      }),
      { numRuns: 500 },
    );
  });
});
