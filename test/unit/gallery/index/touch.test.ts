import assert from 'node:assert/strict';
import { cp, mkdir, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { listed, png, show, temporaryFolder, writeFiles } from './shownFolder.ts';

interface Case {
  readonly name: string;
  /** Paths are relative to the root, which is the current folder of the case. */
  readonly act: (folder: string) => Promise<unknown>;
  readonly touched: readonly string[];
  readonly shown: readonly string[];
}

const before = { 'a.png': png, 'docs/b.png': png, 'docs/deep/c.png': png, 'other/d.png': png, 'docs/e.md': '' };
const all = ['a.png', 'docs/b.png', 'docs/deep/c.png', 'other/d.png'];
const without = (...gone: string[]): readonly string[] => all.filter((path) => !gone.includes(path));

const cases: readonly Case[] = [
  {
    name: 'a new file',
    act: (folder) => writeFile(join(folder, 'docs/new.png'), png),
    touched: ['docs/new.png'],
    shown: [...all, 'docs/new.png'],
  },
  {
    name: 'a new file in new folders, of which only the file is told',
    act: (folder) => writeFiles(folder, { 'x/y/z/new.png': png }),
    touched: ['x/y/z/new.png'],
    shown: [...all, 'x/y/z/new.png'],
  },
  {
    name: 'a deleted file',
    act: (folder) => rm(join(folder, 'docs/b.png')),
    touched: ['docs/b.png'],
    shown: without('docs/b.png'),
  },
  {
    name: 'a renamed file',
    act: (folder) => rename(join(folder, 'a.png'), join(folder, 'z.png')),
    touched: ['a.png', 'z.png'],
    shown: [...without('a.png'), 'z.png'],
  },
  {
    name: 'a file that is renamed to no image',
    act: (folder) => rename(join(folder, 'a.png'), join(folder, 'a.png.bak')),
    touched: ['a.png', 'a.png.bak'],
    shown: without('a.png'),
  },
  {
    name: 'a deleted folder, of which only the folder is told',
    act: (folder) => rm(join(folder, 'docs'), { recursive: true }),
    touched: ['docs'],
    shown: without('docs/b.png', 'docs/deep/c.png'),
  },
  {
    name: 'a deleted folder, of which only a file is told',
    act: (folder) => rm(join(folder, 'docs'), { recursive: true }),
    touched: ['docs/deep/c.png'],
    shown: without('docs/b.png', 'docs/deep/c.png'),
  },
  {
    name: 'a moved folder',
    act: (folder) => rename(join(folder, 'docs'), join(folder, 'other/docs')),
    touched: ['docs', 'other/docs/'],
    shown: [...without('docs/b.png', 'docs/deep/c.png'), 'other/docs/b.png', 'other/docs/deep/c.png'],
  },
  {
    name: 'a folder that is replaced by another one',
    act: async (folder) => {
      await rm(join(folder, 'docs'), { recursive: true });
      await rename(join(folder, 'other'), join(folder, 'docs'));
    },
    touched: ['docs', 'other', 'docs/d.png'],
    shown: ['a.png', 'docs/d.png'],
  },
  {
    name: 'a folder that becomes a file, and a file that becomes a folder',
    act: async (folder) => {
      await rm(join(folder, 'docs'), { recursive: true });
      await rm(join(folder, 'a.png'));
      await writeFiles(folder, { docs: 'a file', 'a.png/in.png': png });
    },
    touched: ['docs', 'a.png'],
    shown: ['a.png/in.png', 'other/d.png'],
  },
  {
    name: 'a folder that is replaced by a link',
    act: async (folder) => {
      await rename(join(folder, 'docs'), join(folder, 'moved'));
      await symlink('moved', join(folder, 'docs'));
    },
    touched: ['docs', 'moved'],
    shown: [...without('docs/b.png', 'docs/deep/c.png'), 'moved/b.png', 'moved/deep/c.png'],
  },
  {
    name: 'a .gitignore that comes',
    act: (folder) => writeFile(join(folder, '.gitignore'), 'deep/\nb.png'),
    touched: ['.gitignore'],
    shown: without('docs/deep/c.png'),
  },
  {
    name: 'a .gitignore that comes further in',
    act: (folder) => writeFile(join(folder, 'docs/.gitignore'), 'deep/'),
    touched: ['docs/.gitignore'],
    shown: without('docs/deep/c.png'),
  },
  {
    name: 'a new image in a folder that is ignored or excluded',
    act: (folder) =>
      writeFiles(folder, { '.gitignore': 'dist', 'dist/a.png': png, 'no/a.png': png, '.git/a.png': png }),
    touched: ['.gitignore', 'dist/a.png', 'no/a.png', '.git', '.git/a.png'],
    shown: all,
  },
  {
    name: 'paths outside of all roots, and the root itself',
    act: (folder) => rm(join(folder, 'a.png')),
    touched: ['../elsewhere/a.png', '..', ''],
    shown: without('a.png'),
  },
];

async function walkedWorkspace(context: TestContext) {
  const [parent, storage] = [await temporaryFolder(context), await temporaryFolder(context)];
  const folder = join(parent, 'workspace');
  await writeFiles(folder, before);
  const shown = show(folder, { storage, roots: [{ rules: { include: ['**/*.png'], exclude: ['no/**'] } }] });
  await shown.index.walk();
  return { folder, ...shown };
}

for (const { name, act, touched, shown } of cases)
  test(`The page follows ${name}`, async (context) => {
    const { folder, touch, page, index } = await walkedWorkspace(context);
    await act(folder);
    await touch(...touched);
    assert.deepEqual(Array.from(listed(index), ({ path }) => path).sort(), [...shown].sort());
    await page.until(() => page.paths.join() === [...shown].sort().join());
  });

test('Documents follow, too', async (context) => {
  const { folder, touch, index } = await walkedWorkspace(context);
  const paths = (): readonly string[] => index.documents.map(({ path, bytes }) => `${path} ${bytes}`).sort();
  await writeFiles(folder, { 'x/new.html': '12345', 'a.md': '1' });
  await touch('x/new.html', 'a.md');
  assert.deepEqual(paths(), ['a.md 1', 'docs/e.md 0', 'x/new.html 5']);
  await rm(join(folder, 'docs'), { recursive: true });
  await unlink(join(folder, 'a.md'));
  await touch('docs', 'a.md');
  assert.deepEqual(paths(), ['x/new.html 5']);
});

test('A changed file has its new size and date, and one that only was touched is not told', async (context) => {
  const { folder, touch, page } = await walkedWorkspace(context);
  page.changes.length = 0;
  await writeFile(join(folder, 'a.png'), Buffer.concat([png, png]));
  await utimes(join(folder, 'a.png'), 1000, 1000);
  await touch('a.png', 'docs', 'other/d.png');
  await page.until(() => page.changes.length > 0);
  assert.deepEqual(
    page.changes.map(({ changed, removed }) => [
      changed.map((image) => [image.path, image.bytes, image.modifiedAt]),
      removed,
    ]),
    [[[['a.png', 2 * png.length, 1_000_000]], []]],
  );
});

test('A checkout that touches 3,000 paths lists each folder once', async (context) => {
  const { folder, touch, index, page, tree } = await walkedWorkspace(context);
  const paths = Array.from({ length: 3000 }, (_, number) => `set${number % 30}/${number}.png`);
  for (let set = 0; set < 30; set++) await mkdir(join(folder, `set${set}`));
  await touch(...paths.map((path) => path.slice(0, path.indexOf('/'))));
  await Promise.all(paths.map((path) => writeFile(join(folder, path), path)));
  await cp(join(folder, 'docs'), join(folder, 'copy'), { recursive: true });
  await rm(join(folder, 'docs'), { recursive: true });
  tree.lists = 0;
  await Promise.all([touch(...paths.slice(0, 1000)), touch(...paths.slice(1000)), touch('docs', 'copy')]);
  const expected = [...paths, 'a.png', 'other/d.png', 'copy/b.png', 'copy/deep/c.png'].sort();
  assert.deepEqual(Array.from(listed(index), ({ path }) => path).sort(), expected);
  assert.equal(tree.lists, 30 + 3);
  await page.until(() => page.paths.length === expected.length);
  assert.deepEqual(page.paths, expected);
});
