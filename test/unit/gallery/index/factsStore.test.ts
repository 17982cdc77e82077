import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FactsStore } from '../../../../src/gallery/index/factsStore.ts';
import type { FileFacts } from '../../../../src/gallery/index/readFacts.ts';
import { temporaryFolder } from './shownFolder.ts';

const hash = (number: number): string => number.toString(16).padStart(64, '0');
const version = (number: number) => ({ path: `/boats/${number}\n.png`, bytes: number, modifiedAt: number + 0.5 });
const factsAbout = (number: number): FileFacts => ({
  hash: hash(number),
  type: 'png',
  size: { width: number, height: 1 },
});
const numbers = [1, 2, 3, 4];

async function opened(folder: string | undefined, log: string[] = []): Promise<FactsStore> {
  const store = new FactsStore(folder, (line) => void log.push(line));
  await store.load();
  return store;
}

test('Facts are remembered for the version of the file that they were read from', async (context) => {
  const folder = join(await temporaryFolder(context), 'not', 'there', 'yet');
  const store = await opened(folder);
  for (const number of numbers) store.remember(version(number), factsAbout(number));
  store.remember({ ...version(4), path: '/text.png' }, { hash: hash(9) });
  store.rememberColor(hash(1), '#0a0b0c');
  await store.saved();
  const next = await opened(folder);
  assert.deepEqual(
    numbers.map((number) => next.find(version(number))),
    numbers.map(factsAbout),
  );
  assert.deepEqual(next.find({ ...version(4), path: '/text.png' }), {
    hash: hash(9),
    type: undefined,
    size: undefined,
  });
  assert.deepEqual([next.colorOf(hash(1)), next.colorOf(hash(2))], ['#0a0b0c', undefined]);
  const others = [{ bytes: 7 }, { modifiedAt: 1 }, { path: '/boats/1.png' }];
  assert.deepEqual(
    others.map((other) => next.find({ ...version(1), ...other })),
    [undefined, undefined, undefined],
  );
});

test('Without a folder they are remembered as long as the window is open', async () => {
  const store = await opened(undefined);
  store.remember(version(1), factsAbout(1));
  await store.saved();
  await store.compact(() => true);
  assert.deepEqual(store.find(version(1)), factsAbout(1));
});

test('Damaged lines are skipped, and what follows a half-written one is kept', async (context) => {
  const folder = await temporaryFolder(context);
  const file = join(folder, 'image-facts.jsonl');
  const odd = [
    { ...version(1), hash: 'x' },
    { ...version(2), bytes: '2', hash: hash(2) },
    { hash: hash(3), color: 'red;}' },
    { ...version(4), hash: hash(4), type: 'exe', size: { width: '1', height: null } },
  ];
  await writeFile(file, `${odd.map((line) => JSON.stringify(line)).join('\n')}\nnull\n\u0000\n[]\n{"path":"/cut`);
  const store = await opened(folder);
  assert.deepEqual(
    numbers.map((number) => store.find(version(number))),
    [undefined, undefined, undefined, { hash: hash(4), type: undefined, size: undefined }],
  );
  assert.equal(store.colorOf(hash(3)), undefined);
  store.remember(version(1), factsAbout(1));
  await store.saved();
  assert.deepEqual((await opened(folder)).find(version(1)), factsAbout(1));
});

test('Two windows write at once, and all of it is read', async (context) => {
  const folder = await temporaryFolder(context);
  const windows = [await opened(folder), await opened(folder)];
  for (let number = 0; number < 200; number++) windows[number % 2]?.remember(version(number), factsAbout(number));
  await Promise.all(windows.map((window) => window.saved()));
  const next = await opened(folder);
  for (let number = 0; number < 200; number++) assert.deepEqual(next.find(version(number)), factsAbout(number));
});

test('The file is rewritten once more than half of it is about what is gone', async (context) => {
  const folder = await temporaryFolder(context);
  const file = join(folder, 'image-facts.jsonl');
  const store = await opened(folder);
  for (const number of numbers) store.remember(version(number), factsAbout(number));
  for (const number of numbers) store.rememberColor(hash(number), '#000000');
  await store.saved();
  const lines = async (): Promise<number> => (await readFile(file, 'utf8')).split('\n').filter((line) => line).length;
  await store.compact((path) => !path.includes('4') && !path.includes('3'));
  assert.equal(await lines(), 8);
  await store.compact((path) => path.includes('1'));
  assert.deepEqual([await lines(), await readdir(folder)], [2, ['image-facts.jsonl']]);
  await store.compact(() => false);
  store.remember(version(2), factsAbout(2));
  await store.saved();
  const next = await opened(folder);
  assert.deepEqual([next.find(version(1)), next.find(version(2))], [undefined, factsAbout(2)]);
});

test('A folder that takes nothing costs nothing but lines in the log', async (context) => {
  const folder = await temporaryFolder(context);
  await appendFile(join(folder, 'file'), '');
  const log: string[] = [];
  const store = await opened(join(folder, 'file'), log);
  store.remember(version(1), factsAbout(1));
  await store.saved();
  assert.deepEqual([store.find(version(1)), log.length], [factsAbout(1), 1]);
});
