import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { recipeOf } from '../../../src/images/recipe.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { noise } from '../../support/walk/noise.ts';
import { readTraces } from '../../support/walk/traces.ts';
import { Walk } from '../../support/walk/walk.ts';
import { leaveRequest, orphanNote, startStorage } from './orphans.ts';

const [first, second] = [noise(5000, 'first'), noise(5000, 'second')];
const hashOf = (bytes: Uint8Array): string => memoryContent(bytes).hash;
const recipe = recipeOf(
  { content: memoryContent(first), type: 'png', size: { width: 1, height: 1 } },
  { request: orphanNote.request, startedAt: new Date(0), finishedAt: new Date(1000) },
);

suite('What a window that is gone left of a request', () => {
  for (const [state, files, left] of [
    ['not sent', {}, [false]],
    ['sent', { sent: '' }, [true]],
    ['sent and answered', { sent: '', answered: '' }, []],
    ['written down for a local model', { 'request.json': JSON.stringify({ ...orphanNote, service: undefined }) }, []],
  ] as const)
    test(`is listed as it should be when it was ${state}`, async (context) => {
      const { requests, walk } = await startStorage(context);
      await leaveRequest(requests, files);
      const recovered = await walk.recover();
      const listed = (await walk.interrupted.list()).map(({ wasSent }) => wasSent);
      const all = { recovered, listed, folders: (await readdir(requests)).length, log: walk.log };
      assert.deepEqual(all, {
        recovered: { kept: 0, parts: 0, areOthersBusy: false },
        listed: left,
        folders: left.length,
        log: [],
      });
    });

  test('is listed with the addresses of its images when they were to be fetched next', async (context) => {
    const { requests, walk } = await startStorage(context);
    const addresses = [
      'https://files.example/boat.png?sig=1',
      'javascript:alert(1)',
      7,
      'file:///etc/passwd',
      'https://',
    ];
    await leaveRequest(requests, { sent: '', billed: '', 'addresses.json': JSON.stringify(addresses) });
    await walk.recover();
    assert.deepEqual(
      (await walk.interrupted.list()).map((request) => request.addresses),
      [['https://files.example/boat.png?sig=1']],
    );
  });

  for (const note of ['', '{', 'null', '7', '[]', '{"version":2}', JSON.stringify({ ...orphanNote, request: null })])
    test(`keeps its image under the damaged note ${note}`, async (context) => {
      const { requests, walk, ...places } = await startStorage(context);
      await leaveRequest(requests, { 'request.json': note, sent: '', '0.image': first });
      const recovered = await walk.recover();
      const { kept, storage } = await readTraces(places);
      assert.deepEqual(
        [recovered.kept, kept, storage.filter((path) => path.startsWith('requests'))],
        [1, [hashOf(first)], ['requests']],
      );
    });

  test('is kept with what there is of it, images that are half too', async (context) => {
    const { requests, walk, ...places } = await startStorage(context);
    await leaveRequest(requests, { sent: '', '0.image': first, '1.part': second.subarray(0, 100), '2.part': '' });
    await walk.recover();
    const { kept, waiting } = await readTraces(places);
    assert.deepEqual(
      [kept.toSorted(), waiting, (await walk.keptImages.list()).map(({ prompt }) => prompt)],
      [[hashOf(first), hashOf(second.subarray(0, 100))].toSorted(), [], ['A paper boat', 'A paper boat']],
    );
  });

  test('is not kept when it has its place, and has its recipe once', async (context) => {
    const { requests, walk, ...places } = await startStorage(context);
    const note = JSON.stringify({ ...orphanNote, folder: { path: places.images, root: places.images } });
    const files = { 'request.json': note, answered: '', '0.image': first, '0.json': JSON.stringify(recipe) };
    await Promise.all([writeFile(join(places.images, 'boat.png'), first), leaveRequest(requests, files)]);
    await leaveRequest(requests, files);
    await writeFile(join(places.images, `.boat.part-${(await readdir(requests))[0] ?? ''}`), 'half');
    await walk.recover();
    const { images, halves, kept, recipes } = await readTraces(places);
    assert.deepEqual(
      { images, halves, kept, recipes },
      {
        images: [hashOf(first)],
        halves: [],
        kept: [],
        recipes: [hashOf(first)],
      },
    );
  });

  test('gets its recipe again when a crash left half of the line', async (context) => {
    const { requests, walk, ...places } = await startStorage(context);
    const line = JSON.stringify(recipe);
    const torn = line.slice(0, line.indexOf('}') + 1);
    await writeFile(walk.recipes.file, `\n${torn}`);
    await leaveRequest(requests, { answered: '', '0.image': first, '0.json': line });
    await walk.recover();
    await walk.recover();
    assert.deepEqual((await readTraces(places)).recipes, [hashOf(first)]);
    assert.equal(await readFile(walk.recipes.file, 'utf8'), `\n${torn}\n${line}\n`);
  });

  test('has a recipe of other bytes than its own for none', async (context) => {
    const { requests, walk, ...places } = await startStorage(context);
    const strange = JSON.stringify({ version: 1, hash: hashOf(second) });
    await leaveRequest(requests, { answered: '', '0.image': first, '0.json': strange });
    await leaveRequest(requests, { answered: '', '0.image': second, '0.json': '{"version":1,"ha' });
    await walk.recover();
    const { kept, recipes } = await readTraces(places);
    assert.deepEqual([kept.length, recipes], [2, []]);
  });

  test('waits with its request until there is room for it', async (context) => {
    const { requests, walk, ...places } = await startStorage(context);
    await writeFile(walk.keptImages.folder, 'a file where the folder belongs');
    await leaveRequest(requests, { sent: '', '0.image': first, '1.image': second });
    const full = await walk.recover();
    const { waiting } = await readTraces(places);
    const { length: inMemory } = await walk.keptImages.list();
    await rm(walk.keptImages.folder);
    const next = new Walk(places);
    const recovered = await next.recover();
    assert.deepEqual(
      { full: full.kept, waiting: waiting.length, inMemory, recovered, kept: (await readTraces(places)).kept.length },
      { full: 0, waiting: 2, inMemory: 0, recovered: { kept: 2, parts: 0, areOthersBusy: false }, kept: 2 },
    );
    assert.deepEqual((await next.interrupted.list()).length, 1);
  });

  test('is nobody’s while its window lives', async (context) => {
    const { requests, walk, storage, ...places } = await startStorage(context);
    await mkdir(join(storage, 'windows'));
    await writeFile(join(storage, 'windows', 'gone.json'), JSON.stringify({ pid: process.ppid, machine: hostname() }));
    await leaveRequest(requests, { sent: '', '0.part': first });
    const before = await readTraces({ storage, ...places });
    const { areOthersBusy } = await walk.recover();
    assert.deepEqual([areOthersBusy, await readTraces({ storage, ...places })], [true, before]);
  });

  test('may be so young that its note is on its way', async (context) => {
    const { requests, walk } = await startStorage(context);
    const folder = await leaveRequest(requests, {});
    await rm(join(folder, 'request.json'));
    const young = await walk.recover();
    await utimes(folder, 0, 0);
    const old = await walk.recover();
    assert.deepEqual([young.areOthersBusy, old.areOthersBusy, await readdir(requests)], [true, false, []]);
  });
});

suite('Recovering', () => {
  test('leaves alone what is no request', async (context) => {
    const { requests, walk, folder, ...places } = await startStorage(context);
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, '0.image'), first);
    await writeFile(join(requests, 'a file'), 'of somebody');
    await symlink(elsewhere, join(requests, 'a-link'));
    await symlink(join(folder, 'nowhere'), join(requests, 'a-dead-link'));
    const before = await readTraces(places);
    const recovered = await walk.recover();
    assert.deepEqual([recovered.kept, walk.log, await readdir(elsewhere)], [0, [], ['0.image']]);
    assert.deepEqual(
      (await readTraces(places)).storage.filter((path) => path !== 'windows'),
      before.storage,
    );
  });

  test('is not held up by strange things among the images', async (context) => {
    const { requests, walk, folder, ...places } = await startStorage(context);
    const entry = await leaveRequest(requests, { sent: '', '1.image': first });
    await writeFile(join(folder, 'secret'), second);
    await mkdir(join(entry, '0.image'));
    await symlink(join(folder, 'secret'), join(entry, '2.image'));
    await walk.recover();
    const { kept } = await readTraces(places);
    assert.deepEqual([kept, (await walk.interrupted.list()).length, walk.log], [[hashOf(first)], 1, []]);
  });

  test('in several windows at once keeps each image once', async (context) => {
    const { requests, walk, ...places } = await startStorage(context);
    const images = Array.from({ length: 30 }, (_, index) => noise(3000, `image ${index}`));
    for (const image of images) await leaveRequest(requests, { sent: '', '0.image': image });
    const script = join(import.meta.dirname, '..', 'generate', 'crashChild.ts');
    const task = JSON.stringify({ ...places, service: { baseUrl: 'http://127.0.0.1:9/v1', key: '' } });
    const others = [1, 2].map(() => fork(script, [task]));
    await Promise.all([...others.map((child) => once(child, 'exit')), walk.recover()]);
    await new Walk(places).recover();
    const { kept, waiting } = await readTraces(places);
    assert.deepEqual([kept.toSorted(), waiting], [images.map(hashOf).toSorted(), []]);
    assert.deepEqual([(await walk.interrupted.list()).length, walk.log], [30, []]);
  });
});

suite('An interrupted request', () => {
  test('is dismissed by one window only, and is not heard of again', async (context) => {
    const { requests, walk } = await startStorage(context);
    await leaveRequest(requests, { sent: '' });
    await walk.recover();
    const [request] = await walk.interrupted.list();
    assert.ok(request);
    const answers = await Promise.all([walk.interrupted.dismiss(request), walk.interrupted.dismiss(request)]);
    await walk.recover();
    assert.deepEqual(
      [answers.toSorted(), await walk.interrupted.list(), await readdir(requests)],
      [[false, true], [], []],
    );
  });

  test('is not heard of again when the window that dismisses it crashes', async (context) => {
    const { requests, walk } = await startStorage(context);
    await leaveRequest(requests, { sent: '', 'interrupted.json': '{"wasSent":true}' }, 'a-request~dismissed');
    await walk.recover();
    assert.deepEqual([await walk.interrupted.list(), await readdir(requests)], [[], []]);
  });

  test('was perhaps sent, when its mark does not say', async (context) => {
    const { requests, walk } = await startStorage(context);
    for (const mark of ['{}', '{"wasSent":1}', '{"wasSent":false}', '', 'null'])
      await leaveRequest(requests, { 'interrupted.json': mark });
    const listed = (await walk.interrupted.list()).map(({ wasSent }) => wasSent);
    assert.deepEqual(listed.toSorted(), [false, true, true, true]);
  });

  test('comes oldest first', async (context) => {
    const { requests, walk } = await startStorage(context);
    const days = ['2026-11-24', '2026-11-22', '2026-11-23'].map((day) => `${day}T10:00:00.000Z`);
    for (const startedAt of days)
      await leaveRequest(requests, { 'request.json': JSON.stringify({ ...orphanNote, startedAt }) });
    await walk.recover();
    assert.deepEqual(
      (await walk.interrupted.list()).map(({ note }) => note.startedAt),
      days.toSorted(),
    );
  });
});
