import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import type { ImageContent } from '../../../src/images/imageContent.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { fileContent } from '../../../src/workspace/fileContent.ts';
import { asSaveError, SaveError } from '../../../src/workspace/saveError.ts';
import { checkOnDisk, findOnDisk, removeParts, saveOnDisk, type NewFile } from '../../../src/workspace/saveOnDisk.ts';
import { noise } from '../../support/walk/noise.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';

/** Another disk than that of temporary files. */
const memoryDisk = '/dev/shm';

type Content = (bytes: Uint8Array) => Promise<ImageContent>;

/** How bytes may rest before they are saved. */
async function contents(context: TestContext): Promise<ReadonlyMap<string, Content>> {
  const inFile = async (disk?: string): Promise<Content> => {
    const folder = await temporaryFolder(context, disk);
    return async (bytes) => {
      const path = join(folder, `${randomUUID()}.image`);
      await writeFile(path, bytes);
      return fileContent(path, bytes.length, memoryContent(bytes).hash);
    };
  };
  return new Map([
    ['a file of the same disk', await inFile()],
    ['a file of another disk', await inFile(memoryDisk)],
    ['memory', (bytes) => Promise.resolve(memoryContent(bytes))],
  ]);
}

const newFile = (content: ImageContent): NewFile => ({ content, stem: 'boat', extension: 'png', id: randomUUID() });

/** Every file of a folder with its bytes, as text. */
async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).toSorted();
  const files = names.map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const);
  return Object.fromEntries(await Promise.all(files));
}

for (const kind of ['a file of the same disk', 'a file of another disk', 'memory'])
  suite(`An image in ${kind}`, () => {
    const start = async (context: TestContext) => {
      const root = await temporaryFolder(context);
      const content = (await contents(context)).get(kind);
      assert.ok(content);
      return { root, folder: join(root, 'images'), content };
    };

    test('is saved beside what is there, whatever the case of its name', async (context) => {
      const { root, folder, content } = await start(context);
      await mkdir(folder);
      await writeFile(join(folder, 'Boat.PNG'), 'of somebody');
      await symlink(join(root, 'nowhere'), join(folder, 'boat-2.png'));
      await mkdir(join(folder, 'boat-3.png'));
      const path = await saveOnDisk(newFile(await content(Buffer.from('a boat'))), { path: folder, root });
      assert.deepEqual(
        [
          path,
          await readFile(path, 'utf8'),
          await readFile(join(folder, 'Boat.PNG'), 'utf8'),
          (await readdir(folder)).length,
        ],
        [join(folder, 'boat-4.png'), 'a boat', 'of somebody', 4],
      );
    });

    test('is saved once each when fifty come at once under one name', async (context) => {
      const { root, folder, content } = await start(context);
      await mkdir(folder);
      await writeFile(join(folder, 'boat.png'), 'of somebody');
      const texts = Array.from({ length: 50 }, (_, index) => `boat ${index}`);
      const files = await Promise.all(texts.map((text) => content(Buffer.from(text))));
      const paths = await Promise.all(files.map((file) => saveOnDisk(newFile(file), { path: folder, root })));
      const { 'boat.png': first, ...others } = await filesIn(folder);
      assert.deepEqual([first, Object.values(others).toSorted()], ['of somebody', texts.toSorted()]);
      assert.deepEqual(await Promise.all(paths.map((path) => readFile(path, 'utf8'))), texts);
    });

    test('is whole, however large, and may be removed from where it was', async (context) => {
      const { root, folder, content } = await start(context);
      const bytes = noise(3_000_000);
      const source = await content(bytes);
      const path = await saveOnDisk(newFile(source), { path: folder, root });
      if (source.path !== undefined) await rename(source.path, `${source.path}.gone`);
      assert.ok(bytes.equals(await readFile(path)));
      assert.deepEqual([await readdir(folder), (await stat(path)).mode & 0o600], [['boat.png'], 0o600]);
    });

    test('does not go where a link leads out of the workspace', async (context) => {
      const { root, content } = await start(context);
      const outside = await temporaryFolder(context);
      await symlink(outside, join(root, 'link'));
      await mkdir(join(root, 'inside'));
      await symlink(join(root, 'inside'), join(root, 'harmless'));
      const file = newFile(await content(Buffer.from('a boat')));
      for (const path of ['link', 'link/deeper', 'link/../link', '../elsewhere'])
        await assert.rejects(saveOnDisk(file, { path: join(root, path), root }), SaveError);
      await saveOnDisk(file, { path: join(root, 'harmless'), root });
      assert.deepEqual([await readdir(outside), await readdir(join(root, 'inside'))], [[], ['boat.png']]);
    });

    for (const [trouble, prepare] of [
      ['a part of its path is a file', (folder: string) => writeFile(folder, '')],
      ['the folder is gone', (folder: string) => symlink('nowhere', folder)],
    ] as const)
      test(`leaves nothing behind when ${trouble}`, async (context) => {
        const { root, folder, content } = await start(context);
        await prepare(folder);
        const saving = saveOnDisk(newFile(await content(Buffer.from('a boat'))), { path: folder, root });
        const error = await saving.then(
          () => undefined,
          (reason: unknown) => asSaveError(reason, 'images'),
        );
        assert.ok(error instanceof SaveError);
        assert.deepEqual(await readdir(root), ['images']);
      });
  });

suite('A file that cannot be read to its end', () => {
  test('leaves no half file', async (context) => {
    const root = await temporaryFolder(context);
    const content = fileContent(join(root, 'nowhere'), 10, 'hash');
    await assert.rejects(saveOnDisk(newFile(content), { path: join(root, 'images'), root }));
    assert.deepEqual(await readdir(join(root, 'images')), []);
  });
});

suite('Half files', () => {
  test('are removed by the request they belong to, and nothing else is', async (context) => {
    const root = await temporaryFolder(context);
    const [own, other] = [randomUUID(), randomUUID()];
    const names = [
      `.boat.part-${own}`,
      `.boat-and-sea.part-${own}`,
      `.boat.part-${other}`,
      `boat.part-${own}`,
      'boat.png',
    ];
    for (const name of names) await writeFile(join(root, name), '');
    await removeParts({ path: root, root }, own);
    assert.deepEqual((await readdir(root)).toSorted(), names.slice(2).toSorted());
  });

  test('are not looked for outside of the workspace', async (context) => {
    const [root, outside] = [await temporaryFolder(context), await temporaryFolder(context)];
    const id = randomUUID();
    await writeFile(join(outside, `.boat.part-${id}`), '');
    await symlink(outside, join(root, 'link'));
    await assert.rejects(removeParts({ path: join(root, 'link'), root }, id), SaveError);
    assert.equal((await readdir(outside)).length, 1);
  });
});

suite('A saved image is found', () => {
  test('by its second name and by its bytes, and not by its length alone', async (context) => {
    const root = await temporaryFolder(context);
    const source = join(await temporaryFolder(context), '0.image');
    const bytes = noise(1000);
    await writeFile(source, bytes);
    const content = fileContent(source, 1000, memoryContent(bytes).hash);
    await writeFile(join(root, 'another.png'), noise(1000, 'another'));
    await mkdir(join(root, 'folder'));
    await symlink('nowhere', join(root, 'link'));
    const before = await findOnDisk(root, content);
    const linked = await saveOnDisk(newFile(content), { path: root, root });
    const isLinked = (await lstat(linked)).ino === (await lstat(source)).ino;
    const byLink = await findOnDisk(root, content);
    const byBytes = await findOnDisk(root, memoryContent(bytes));
    assert.deepEqual([before, isLinked, byLink, byBytes], [undefined, true, linked, linked]);
    assert.equal(await findOnDisk(join(root, 'nowhere'), content), undefined);
  });
});

suite('Before anything is paid for', () => {
  test('a folder that is not there yet is looked at where it will be', async (context) => {
    const root = await temporaryFolder(context);
    await writeFile(join(root, 'file'), '');
    const codeOf = (path: string) =>
      checkOnDisk({ path: join(root, path), root }).then(
        () => 'fine',
        (error: unknown) => (error instanceof SaveError ? 'outside' : (error as NodeJS.ErrnoException).code),
      );
    assert.deepEqual(
      [await codeOf('a/b/c'), await codeOf('.'), await codeOf('file'), await codeOf('file/a'), await codeOf('../..')],
      ['fine', 'fine', 'ENOTDIR', 'ENOTDIR', 'outside'],
    );
    assert.deepEqual(await readdir(root), ['file']);
  });
});
