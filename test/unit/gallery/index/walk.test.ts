import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { byPlace, listed, png, show, temporaryFolder, writeFiles, type Shown } from './shownFolder.ts';
import { DiskTree } from '../../../../src/gallery/index/diskTree.ts';

async function workspace(context: TestContext, files: Readonly<Record<string, string | Uint8Array>>) {
  const [folder, storage] = [await temporaryFolder(context), await temporaryFolder(context)];
  await writeFiles(folder, files);
  return { folder, storage };
}

/** Walked to its end; what the page shows is what the index has. */
async function walked(shown: Shown): Promise<readonly string[]> {
  await shown.index.walk();
  assert.deepEqual(shown.page.images, listed(shown.index).toSorted(byPlace));
  return shown.page.paths;
}

test('The walk lists every image and document that is not excluded, and nothing else', async (context) => {
  const hidden = ['.git/a.png', 'node_modules/x/a.png', 'site/out/a.png', 'lib/deep/tmp/a.png', 'secret/a.png'];
  const odd = ['<img src=x onerror=alert(1)>.png', '\u202Egnp.evil.png', 'two\nlines.png', '100%.png', 'C:x\\y.png'];
  const seen = ['a.png', 'B.JPEG', 'ignored.png', 'kept/tmp/a.gif', 'lib/deep/keep/a.svg', 'site/b.webp', ...odd];
  const { folder, storage } = await workspace(context, {
    ...Object.fromEntries([...hidden, ...seen].map((path) => [path, png])),
    'site/.hello.part-0123': png,
    'site/.hello.part-0123.png': png,
    '.gitignore': 'node_modules\nsite/out/\ntmp\n!kept/tmp\nignored.png\n',
    'lib/.gitignore': '/deep/*\n!/deep/keep\n',
    'lib/deep/.gitignore': '!other',
    'notes.txt': 'no image',
    'docs/guide.md': '# Guide',
    'node_modules/x/readme.md': 'not ours',
    'archive/a.ico': png,
  });
  const shown = show(folder, {
    storage,
    roots: [{ rules: { include: ['**/*.{png,jpeg,gif,svg,webp}'], exclude: ['**/secret', '!a.png', ''] } }],
  });
  assert.deepEqual(await walked(shown), seen.sort());
  assert.deepEqual(shown.index.documents, [{ root: 0, path: 'docs/guide.md', bytes: 7 }]);
  assert.deepEqual([shown.tree.reads, shown.log], [[], []]);
});

test('Links to files count when they stay in the root, and links to folders never do', async (context) => {
  const { folder, storage } = await workspace(context, { 'root/real/a.png': png, 'outside/b.png': png });
  const root = join(folder, 'root');
  const links = { 'in.png': 'real/a.png', 'out.png': '../outside/b.png', 'gone.png': 'no.png', 'loop.png': 'loop.png' };
  for (const [name, target] of Object.entries({ ...links, folder: 'real', away: '../outside', 'real/up.png': '..' }))
    await symlink(target, join(root, name));
  await symlink('root', join(folder, 'entrance'));
  assert.deepEqual(await walked(show(root, { storage })), ['in.png', 'real/a.png']);
  assert.deepEqual(await walked(show(join(folder, 'entrance'), { storage })), ['in.png', 'real/a.png']);
});

test('A folder that becomes a link to the outside loses its images, whatever is touched in it', async (context) => {
  const { folder, storage } = await workspace(context, {
    'root/docs/a.png': png,
    'outside/a.png': png,
    'root/b.png': png,
  });
  const shown = show(join(folder, 'root'), { storage });
  await walked(shown);
  await rm(join(folder, 'root/docs'), { recursive: true });
  await symlink('../outside', join(folder, 'root/docs'));
  await shown.touch('docs/a.png');
  assert.deepEqual(
    Array.from(listed(shown.index), ({ path }) => path),
    ['b.png'],
  );
});

test('A root inside another root shows its images once, as its own', async (context) => {
  const { folder, storage } = await workspace(context, { 'a.png': png, 'site/a.png': png });
  const shown = show(folder, { storage, roots: [{}, { path: join(folder, 'site') }] });
  await walked(shown);
  await writeFile(join(folder, 'site/b.png'), png);
  await shown.touch('site/b.png');
  await shown.page.until(() => shown.page.paths.length === 3);
  const places = shown.page.images.map(({ root, path }) => `${root} ${path}`).sort();
  assert.deepEqual(places, ['0 a.png', '1 a.png', '1 b.png']);
});

test('What cannot be listed or looked at is skipped, with one line in the log each', async (context) => {
  const closed = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  class ClosedTree extends DiskTree {
    override list(folder: string): ReturnType<DiskTree['list']> {
      return folder.endsWith('/closed') ? Promise.reject(closed) : super.list(folder);
    }
    override stat(path: string): ReturnType<DiskTree['stat']> {
      return path.endsWith('/b.png') ? Promise.reject(closed) : super.stat(path);
    }
  }
  const { folder, storage } = await workspace(context, {
    'a.png': png,
    'b.png': png,
    'closed/c.png': png,
    'd/d.png': png,
  });
  const shown = show(folder, { storage, roots: [{ tree: new ClosedTree() }] });
  assert.deepEqual(await walked(shown), ['a.png', 'd/d.png']);
  await walked(shown);
  const skipped = ['b.png', 'closed'].map((path) => `The gallery skips "${join(folder, path)}". ${String(closed)}`);
  assert.deepEqual([...shown.log].sort(), skipped);
});

test('A root that is not there has no images, and has them once it comes', async (context) => {
  const { folder, storage } = await workspace(context, {});
  const shown = show(join(folder, 'later'), { storage });
  assert.deepEqual(await walked(shown), []);
  assert.deepEqual(shown.page.changes, [{ isFirst: true, changed: [], removed: [], isComplete: true }]);
  await writeFiles(folder, { 'later/a.png': png });
  assert.deepEqual(await walked(shown), ['a.png']);
});

test('Each walk tells all anew, the first images early, and that it is complete with the last', async (context) => {
  const files = Array.from({ length: 2500 }, (_, number) => [`${number % 7}/${number}.png`, ''] as const);
  const { folder, storage } = await workspace(context, Object.fromEntries(files));
  const shown = show(folder, { storage });
  for (const round of ['first', 'second']) {
    shown.page.changes.length = 0;
    assert.equal((await walked(shown)).length, 2500, round);
    const changes = shown.page.changes;
    assert.deepEqual(
      changes.map(({ isFirst, isComplete }) => [isFirst, isComplete]),
      changes.map((_, place) => [place === 0, place === changes.length - 1]),
    );
    assert.ok((changes[0]?.changed.length ?? 0) <= 200);
    assert.ok(changes.every(({ changed }) => changed.length <= 1000));
  }
});

test('The newest images are told first', async (context) => {
  const names = Array.from({ length: 300 }, (_, number) => `${number % 7}/${number}.png`);
  const { folder, storage } = await workspace(context, Object.fromEntries(names.map((name) => [name, png])));
  for (const [number, name] of names.entries()) await utimes(join(folder, name), number, number);
  const shown = show(folder, { storage });
  await walked(shown);
  const told = shown.page.changes.flatMap(({ changed }) => changed.map(({ path }) => path));
  assert.deepEqual(told, names.toReversed());
  const byId = new Map(shown.page.images.map(({ id, path }) => [id, path]));
  assert.deepEqual(
    shown.index.ids.map((id) => byId.get(id)),
    names.toReversed(),
  );
});

test('Files that come, go or move while the walk goes on are as the disk has them in the end', async (context) => {
  const { folder, storage } = await workspace(context, { 'a/a.png': png, 'b/b.png': png, 'c.png': png });
  const shown = show(folder, { storage });
  const walking = shown.index.walk();
  await mkdir(join(folder, 'new'));
  await rename(join(folder, 'a/a.png'), join(folder, 'new/a.png'));
  await rm(join(folder, 'c.png'));
  await shown.touch('a/a.png', 'new', 'c.png');
  await walking;
  await shown.page.until(() => shown.page.paths.join() === 'b/b.png,new/a.png');
});

test('A disposed index tells nothing more', async (context) => {
  const { folder, storage } = await workspace(context, { 'a.png': png });
  const shown = show(folder, { storage });
  const walking = shown.index.walk();
  shown.index.dispose();
  await walking;
  await shown.touch('a.png');
  assert.deepEqual(shown.page.changes, []);
});
