import assert from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ThumbnailStore } from '../../../../src/gallery/index/thumbnailStore.ts';
import { temporaryFolder } from './shownFolder.ts';

const hash = (number: number): string => number.toString(16).padStart(64, '0');
const nameOf = (number: number): string => `${hash(number)}.webp`;
const dayS = 86_400;

async function opened(folder: string, mostBytes?: number): Promise<ThumbnailStore> {
  const log = (line: string): never => assert.fail(line);
  const store = new ThumbnailStore(folder, log, mostBytes);
  await store.load();
  return store;
}

test('Thumbnails are files by content, known in the next session', async (context) => {
  const folder = join(await temporaryFolder(context), 'not', 'there', 'yet');
  const store = await opened(folder);
  assert.equal(store.has(hash(1)), false);
  await Promise.all([store.write(hash(1), Buffer.from('one')), store.write(hash(1), Buffer.from('two'))]);
  await writeFile(join(folder, 'other.webp'), '');
  const next = await opened(folder);
  assert.deepEqual([store.has(hash(1)), next.has(hash(1)), next.has('other')], [true, true, false]);
  assert.deepEqual((await readdir(folder)).sort(), [nameOf(1), 'other.webp']);
  assert.match(await readFile(join(folder, nameOf(1)), 'utf8'), /^(?:one|two)$/);
});

test('What was not looked at for longest goes when there are too many', async (context) => {
  const folder = await temporaryFolder(context);
  const now = Date.now() / 1000;
  for (let number = 1; number <= 9; number++) {
    await writeFile(join(folder, nameOf(number)), Buffer.alloc(100));
    await utimes(join(folder, nameOf(number)), now, now - (20 - number) * dayS);
  }
  await writeFile(join(folder, `${nameOf(1)}.part-0`), '');
  await utimes(join(folder, `${nameOf(1)}.part-0`), now, now - 2 * dayS);
  const store = await opened(folder, 950);
  await store.use([hash(1), hash(3), hash(77)]);
  await store.write(hash(10), Buffer.alloc(100));
  const kept = [1, 3, 5, 6, 7, 8, 9, 10];
  assert.deepEqual(await readdir(folder), kept.map(nameOf));
  assert.deepEqual([store.has(hash(2)), store.has(hash(4)), store.has(hash(5))], [false, false, true]);
});

test('The date of a thumbnail is written once a day at most', async (context) => {
  const folder = await temporaryFolder(context);
  const store = await opened(folder);
  await store.write(hash(1), Buffer.from('one'));
  const next = await opened(folder);
  const age = async (): Promise<number> =>
    Math.round((Date.now() - (await stat(join(folder, nameOf(1)))).mtimeMs) / 1000 / dayS);
  const makeOld = () => utimes(join(folder, nameOf(1)), 0, Date.now() / 1000 - 5 * dayS);
  await makeOld();
  await next.use([hash(1)]);
  assert.equal(await age(), 0);
  await makeOld();
  await next.use([hash(1)]);
  assert.equal(await age(), 5);
});
