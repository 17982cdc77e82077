import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { DiskTree } from '../../../../src/gallery/index/diskTree.ts';
import type { ImageFacts } from '../../../../src/gallery/protocol.ts';
import { pngHeader } from '../../images/headers.ts';
import { listed, png, show, temporaryFolder, writeFiles, type ShownParts } from './shownFolder.ts';

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const webp = Buffer.from('RIFF\x04\0\0\0WEBP');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

async function walkedWorkspace(
  context: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
  parts: Partial<ShownParts> = {},
) {
  const [folder, storage] = [await temporaryFolder(context), await temporaryFolder(context)];
  await writeFiles(folder, files);
  const open = async () => {
    const shown = show(folder, { storage, ...parts });
    await shown.index.walk();
    return shown;
  };
  return { folder, storage, open, ...(await open()) };
}

test('Bytes are read of what is looked at, and of nothing else', async (context) => {
  const { index, page, tree, folder } = await walkedWorkspace(context, { 'a.png': png, 'b.png': svg, 'c.png': png });
  assert.deepEqual([tree.reads, page.images.map(({ facts }) => facts)], [[], [undefined, undefined, undefined]]);
  index.look([page.at('b.png').id, 'no such id', page.at('a.png').id]);
  await page.until(() => page.images.filter(({ facts }) => facts).length === 2);
  const told = { hasThumbnail: false, color: undefined, isDrawable: true };
  assert.deepEqual(
    page.images.map(({ type, facts }) => [type, facts]),
    [
      ['png', { hash: hashOf(png), size: { width: 3, height: 2 }, ...told }],
      ['svg', { hash: hashOf(svg), size: undefined, ...told }],
      ['png', undefined],
    ],
  );
  index.look(page.images.map(({ id }) => id));
  await index.factsOf(page.at('c.png').id);
  assert.deepEqual(
    tree.reads.sort(),
    ['a.png', 'b.png', 'c.png'].map((name) => join(folder, name)),
  );
});

test('Details wait for the same reading, and copies are found by content', async (context) => {
  const { index, page, tree } = await walkedWorkspace(context, { 'a.png': png, 'copy/b.png': png, 'other.png': svg });
  const ids = page.images.map(({ id }) => id);
  index.look(ids);
  const facts = await Promise.all([...ids, ...ids, 'gone'].map((id) => index.factsOf(id)));
  assert.deepEqual(
    facts.map((fact) => fact?.hash),
    [...[png, png, svg], ...[png, png, svg]].map(hashOf).concat([undefined as never]),
  );
  assert.equal(tree.reads.length, 3);
  assert.deepEqual(
    index.withHash(hashOf(png)).map(({ path }) => path),
    ['a.png', 'copy/b.png'],
  );
  assert.deepEqual([index.withHash(''), index.withHash(hashOf(''))], [[], []]);
});

const drawable: readonly (readonly [name: string, bytes: string | Uint8Array, isDrawable: boolean])[] = [
  ['small.png', pngHeader(16_384, 4096), true],
  ['many pixels.png', pngHeader(16_384, 4097), false],
  ['wide.png', pngHeader(16_385, 1), false],
  ['bomb.png', pngHeader(99_999, 99_999), false],
  ['without size.png', png.subarray(0, 12), false],
  ['text.png', 'no image at all', false],
  ['empty.png', '', false],
  ['small.svg', svg, true],
  ['without size.svg', `${svg}${' '.repeat(2 ** 20 - svg.length)}`, true],
  ['large.svg', `${svg}${' '.repeat(2 ** 20)}`, false],
];

test('Only what a browser can take is drawable', async (context) => {
  const { index, page } = await walkedWorkspace(
    context,
    Object.fromEntries(drawable.map(([name, bytes]) => [name, bytes])),
  );
  const found = await Promise.all(
    drawable.map(async ([name, bytes]) => [name, bytes, (await index.factsOf(page.at(name).id))?.isDrawable]),
  );
  assert.deepEqual(found, drawable);
});

test('A file of 500 MB and one that is closed to us have facts without being read', async (context) => {
  class ClosedTree extends DiskTree {
    override read(path: string): Promise<Uint8Array> {
      return Promise.reject(new Error(`EACCES: ${path}`));
    }
  }
  const roots = [{ tree: new ClosedTree() }];
  const { index, page, folder, touch, log } = await walkedWorkspace(
    context,
    { 'a.png': png, 'big.png': '' },
    { roots },
  );
  await truncate(join(folder, 'big.png'), 500 * 2 ** 20);
  await touch('big.png');
  const facts = { hash: '', size: undefined, isDrawable: false, hasThumbnail: false, color: undefined };
  index.look(page.images.map(({ id }) => id));
  const found = await Promise.all(page.images.map(({ id }) => index.factsOf(id)));
  assert.deepEqual([...found, index.withHash('')], [facts, facts, []]);
  const line = `The gallery cannot read ${JSON.stringify(join(folder, 'a.png'))}. Error: EACCES: ${join(folder, 'a.png')}`;
  assert.deepEqual(log, [line]);
});

test('A file that changes while it is read has no facts of either version', async (context) => {
  class ChangingTree extends DiskTree {
    isChanging = true;
    override async read(path: string): Promise<Uint8Array> {
      const bytes = await super.read(path);
      if (this.isChanging) await writeFile(path, svg);
      return bytes;
    }
  }
  const tree = new ChangingTree();
  const { index, page } = await walkedWorkspace(context, { 'a.png': png }, { roots: [{ tree }] });
  const { id } = page.at('a.png');
  assert.equal(await index.factsOf(id), undefined);
  tree.isChanging = false;
  assert.equal((await index.factsOf(id))?.hash, hashOf(svg));
});

test('An image that went unnoticed is gone once it is looked at', async (context) => {
  const { index, page, folder } = await walkedWorkspace(context, { 'a.png': png, 'b.png': png });
  await rm(join(folder, 'a.png'));
  index.look([page.at('a.png').id]);
  await page.until(() => page.paths.join() === 'b.png');
  assert.deepEqual(
    Array.from(listed(index), ({ path }) => path),
    ['b.png'],
  );
});

test('Facts and colours are there at once in the next session, and read again for a file that changed', async (context) => {
  const { index, page, facts, folder, open } = await walkedWorkspace(context, { 'a.png': png, 'b.png': svg });
  await Promise.all(page.images.map(({ id }) => index.factsOf(id)));
  await index.setThumbnail({ id: page.at('a.png').id, hash: hashOf(png), bytes: webp, color: '#102030' });
  await facts.saved();
  await utimes(join(folder, 'b.png'), 1, 1);
  const next = await open();
  assert.deepEqual(
    next.page.images.map((image): ImageFacts | undefined => image.facts),
    [
      { hash: hashOf(png), size: { width: 3, height: 2 }, isDrawable: true, hasThumbnail: true, color: '#102030' },
      undefined,
    ],
  );
  assert.deepEqual(next.tree.reads, []);
});

test('A thumbnail goes to all copies of its image, and what cannot be one is not taken', async (context) => {
  const { index, page, log, folder } = await walkedWorkspace(context, {
    'a.png': png,
    'b.png': png,
    'unread.png': svg,
  });
  await Promise.all(['a.png', 'b.png'].map((name) => index.factsOf(page.at(name).id)));
  const { id } = page.at('a.png');
  const good = { id, hash: hashOf(png), bytes: webp, color: '#0a0b0c' };
  await index.setThumbnail({ ...good, bytes: Buffer.from('<script>') });
  await index.setThumbnail({ ...good, bytes: Buffer.concat([webp, Buffer.alloc(200 * 1024)]) });
  await index.setThumbnail({ ...good, color: 'red' });
  await index.setThumbnail({ ...good, id: page.at('unread.png').id });
  await index.setThumbnail({ ...good, id: 'gone' });
  await index.setThumbnail({ ...good, hash: hashOf(svg) });
  await utimes(join(folder, 'a.png'), 1, 1);
  await index.setThumbnail(good);
  assert.deepEqual([log.length, listed(index).some(({ facts }) => facts?.hasThumbnail)], [7, false]);
  await index.setThumbnail({ ...good, id: page.at('b.png').id });
  await page.until(
    () => page.images.filter(({ facts }) => facts?.hasThumbnail && facts.color === '#0a0b0c').length === 2,
  );
});

test('What the page cannot draw is told as such, for all copies, until the window closes', async (context) => {
  const { index, page, facts, open } = await walkedWorkspace(context, { 'a.png': png, 'b.png': png });
  await Promise.all(page.images.map(({ id }) => index.factsOf(id)));
  index.setUndrawable({ id: page.at('a.png').id, hash: hashOf(png) });
  await page.until(() => page.images.every((image) => image.facts?.isDrawable === false));
  await facts.saved();
  assert.ok((await open()).page.images.every((image) => image.facts?.isDrawable));
});
