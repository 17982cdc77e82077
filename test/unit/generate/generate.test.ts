import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import type { Outcome } from '../../../src/outcome.ts';
import type { Recipe } from '../../../src/images/recipe.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { asUsual } from '../../support/imageApi/exchange.ts';
import { cut, silence } from '../../support/imageApi/faults.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { truncatedBase64 } from '../../support/imageApi/shapes.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { readTraces } from '../../support/walk/traces.ts';
import { imageFolder, Walk } from '../../support/walk/walk.ts';

const boat: ImageRequest = { prompt: 'A paper boat', model: 'gpt-image-2', count: 1 };

async function start(context: TestContext) {
  const folder = await temporaryFolder(context);
  const places = { storage: join(folder, 'storage'), images: join(folder, 'images') };
  await Promise.all([mkdir(places.storage), mkdir(places.images)]);
  const api = await startImageApi();
  const walk = new Walk(places, api);
  context.after(async () => {
    await walk.dispose();
    await api.close();
  });
  /** What a user has of a generation, and what is left in the storage. */
  const told = async ({ saved, unsaved, failures }: Outcome) => {
    const { images, kept, waiting, recipes, spendings, storage } = await readTraces(places);
    const requests = storage.filter((path) => /^(requests|windows)\//.test(path));
    return {
      saved: saved.map(({ uri }) => basename(uri.path)),
      unsaved: unsaved.map(({ kept: { name, isInMemory = false }, reason }) => ({
        name,
        isInMemory,
        isTold: !!reason,
      })),
      failures: failures.map(({ kind }) => kind),
      onDisk: { images: images.length, kept: kept.length, waiting: waiting.length, recipes: recipes.length, spendings },
      requests,
    };
  };
  return { folder, places, api, walk, told };
}

const empty = { saved: [], unsaved: [], failures: [], requests: [] };
const inStorage = (name: string) => ({ name, isInMemory: false, isTold: true });

suite('A generation', () => {
  test('saves what comes in the order of the answer, and leaves nothing else behind', async (context) => {
    const { walk, told } = await start(context);
    assert.deepEqual(await told(await walk.generate({ ...boat, count: 3 })), {
      ...empty,
      saved: ['a-paper-boat.png', 'a-paper-boat-2.png', 'a-paper-boat-3.png'],
      onDisk: { images: 3, kept: 0, waiting: 0, recipes: 3, spendings: 1 },
    });
  });

  test('has the addresses of its images written down before they are fetched', async (context) => {
    const { api, walk, places } = await start(context);
    const requests = join(places.storage, 'requests');
    const written: string[] = [];
    api.scriptFiles(async (exchange) => {
      const [id = ''] = await readdir(requests);
      written.push(...(JSON.parse(await readFile(join(requests, id, 'addresses.json'), 'utf8')) as string[]));
      await asUsual(exchange);
    });
    const { saved } = await walk.generate({ ...boat, model: 'dall-e-2' });
    assert.deepEqual([saved.length, written.map((address) => new URL(address).origin)], [1, [api.origin]]);
  });

  test('gives the file the name that somebody chose, as far as its bytes are what the name says', async (context) => {
    const { walk, told, places } = await start(context);
    const long = `${'a-very-long-name-'.repeat(8)}.PNG`;
    await writeFile(join(places.images, 'taken.png'), '');
    const names: string[] = [];
    for (const fileName of ['Boat at sea.png', long, 'taken.png', 'photo.jpg'])
      names.push(...(await told(await walk.generate(boat, { about: { fileName } }))).saved);
    assert.deepEqual(names, ['Boat at sea.png', long, 'taken-2.png', 'photo.png']);
  });

  test('is named after what the user wrote, not after the house style', async (context) => {
    const { walk, told, places } = await start(context);
    const styled = { ...boat, prompt: 'A woodcut of a paper boat, black on cream' };
    const outcome = await walk.generate(styled, { about: { words: 'A paper boat' } });
    const [recipe = ''] = (await readFile(join(places.storage, 'recipes.jsonl'), 'utf8')).trim().split('\n');
    const { words, request } = JSON.parse(recipe) as Recipe;
    assert.deepEqual(
      { saved: (await told(outcome)).saved, words, prompt: request.prompt, alt: outcome.saved[0]?.prompt },
      { saved: ['a-paper-boat.png'], words: 'A paper boat', prompt: styled.prompt, alt: 'A paper boat' },
    );
  });

  test('is told when its turn comes', async (context) => {
    const { walk, places } = await start(context);
    walk.generator.concurrency = 1;
    const imagesAtTurn: number[] = [];
    const onTurn = (): void => void imagesAtTurn.push(readdirSync(places.images).length);
    await Promise.all([1, 2, 3].map(() => walk.generate(boat, { about: { onTurn } })));
    assert.deepEqual(imagesAtTurn, [0, 1, 2]);
  });

  test('costs nothing when it is drawn here', async (context) => {
    const { walk, told, api } = await start(context);
    const outcome = await told(await walk.generate({ ...boat, model: 'placeholder', size: '64x64' }));
    assert.deepEqual(
      [outcome, api.requests],
      [
        {
          ...empty,
          saved: ['a-paper-boat.png'],
          onDisk: { images: 1, kept: 0, waiting: 0, recipes: 1, spendings: 0 },
        },
        [],
      ],
    );
  });

  test('keeps its images when nobody knows where they belong', async (context) => {
    const { walk, told } = await start(context);
    assert.deepEqual(await told(await walk.generate({ ...boat, count: 2 }, { folder: undefined })), {
      ...empty,
      unsaved: [1, 2].map(() => ({ name: 'a-paper-boat.png', isInMemory: false, isTold: false })),
      onDisk: { images: 0, kept: 2, waiting: 0, recipes: 2, spendings: 1 },
    });
  });

  for (const [trouble, prepare] of [
    ['is a file', (path: string) => writeFile(path, '')],
    ['leads out of the workspace', (path: string) => symlink('/', path)],
  ] as const)
    test(`keeps its images, and says why, when their folder ${trouble}`, async (context) => {
      const { walk, told, folder } = await start(context);
      await prepare(join(folder, 'strange'));
      assert.deepEqual(
        await told(await walk.generate(boat, { folder: imageFolder(join(folder, 'strange', 'deeper'), folder) })),
        {
          ...empty,
          unsaved: [inStorage('a-paper-boat.png')],
          onDisk: { images: 0, kept: 1, waiting: 0, recipes: 1, spendings: 1 },
        },
      );
    });

  test('keeps what came of a damaged image', async (context) => {
    const { walk, told, api } = await start(context);
    api.script(truncatedBase64);
    assert.deepEqual(await told(await walk.generate(boat)), {
      ...empty,
      unsaved: [inStorage('a-paper-boat.png')],
      failures: ['badAnswer'],
      onDisk: { images: 0, kept: 1, waiting: 0, recipes: 0, spendings: 1 },
    });
  });

  test('saves the whole images of an answer that breaks off, and keeps the half one', async (context) => {
    const { walk, told, api } = await start(context);
    api.script(cut('half'));
    const { saved, unsaved, failures, requests } = await told(await walk.generate({ ...boat, count: 3 }));
    assert.deepEqual(
      { saved, unsaved, failures, requests },
      {
        saved: ['a-paper-boat.png'],
        unsaved: [inStorage('a-paper-boat.png')],
        failures: ['network'],
        requests: [],
      },
    );
  });

  test('saves its images though the storage of the extension cannot be written', async (context) => {
    const { walk, told, places } = await start(context);
    await rm(places.storage, { recursive: true });
    await writeFile(places.storage, '');
    const { saved } = await told(await walk.generate({ ...boat, count: 2 }));
    assert.deepEqual(
      [saved, (await readdir(places.images)).length, walk.log.length > 0],
      [['a-paper-boat.png', 'a-paper-boat-2.png'], 2, true],
    );
  });

  test('that is cancelled in the queue is not sent, and one under way ends at once', async (context) => {
    const { walk, told, api } = await start(context);
    walk.generator.concurrency = 1;
    api.script(silence('half'));
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = walk.generate(boat, { cancel: running.signal });
    await api.nextRequest();
    const second = walk.generate(boat, { cancel: waiting.signal });
    waiting.abort();
    const { failures } = await second;
    running.abort();
    const last = await told(await first);
    assert.deepEqual(
      { facts: failures.map(({ kind, facts }) => ({ kind, ...facts })), last, asked: api.requests.length },
      {
        facts: [{ kind: 'cancelled', mayBeBilled: false }],
        last: {
          ...empty,
          failures: ['cancelled'],
          onDisk: { images: 0, kept: 0, waiting: 0, recipes: 0, spendings: 0 },
        },
        asked: 1,
      },
    );
  });

  test('that is cut off by a window that closes is listed by the next one', async (context) => {
    const { walk, places, api } = await start(context);
    walk.generator.concurrency = 1;
    api.script(silence('half'));
    const cancel = new AbortController();
    const prompts = ['A paper boat', 'A paper plane'];
    const both = prompts.map((prompt) => walk.generate({ ...boat, prompt }, { cancel: cancel.signal }));
    const { prompt: sent } = (await api.nextRequest()).body as ImageRequest;
    walk.journal.dispose();
    cancel.abort();
    await Promise.all(both);
    const next = new Walk(places);
    await next.recover();
    const listed = (await next.interrupted.list()).map(({ note, wasSent }) => [note.request.prompt, wasSent] as const);
    assert.deepEqual(new Map(listed), new Map(prompts.map((prompt) => [prompt, prompt === sent])));
  });
});
