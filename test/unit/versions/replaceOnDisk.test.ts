import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { ImageContent } from '../../../src/images/imageContent.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { replaceOnDisk } from '../../../src/versions/replaceOnDisk.ts';
import { VersionStore } from '../../../src/versions/versionStore.ts';
import { fileContent } from '../../../src/workspace/fileContent.ts';
import { SaveError } from '../../../src/workspace/saveError.ts';
import { removeParts } from '../../../src/workspace/saveOnDisk.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import { bundleChild } from '../../support/walk/bundleChild.ts';
import { noise } from '../../support/walk/noise.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';

const textContent = (text: string) => memoryContent(Buffer.from(text));
const old = textContent('an old boat');

/** A site with `boat.png` in it, and the store. */
async function openSite(context: TestContext) {
  const folder = await temporaryFolder(context);
  const root = join(folder, 'site');
  await mkdir(root);
  const path = join(root, 'boat.png');
  await writeFile(path, 'an old boat');
  const store = new VersionStore(join(folder, 'versions'));
  const replace = (content: ImageContent, hash = old.hash, at = path) =>
    replaceOnDisk(
      { content, replaces: { uri: pathToFileURL(at).href, hash }, id: randomUUID() },
      { path: at, root },
      store,
    );
  const hashes = async (at = path) => (await store.versionsOf(pathToFileURL(at).href)).map(({ hash }) => hash);
  return { folder, root, path, store, replace, hashes };
}

suite('An image is replaced', () => {
  test('whole, by a file or by bytes in memory, and the earlier one is kept', async (context) => {
    const { folder, root, path, replace, hashes } = await openSite(context);
    const large = noise(3_000_000);
    const source = join(folder, 'source');
    await writeFile(source, large);
    await chmod(path, 0o640);
    await replace(fileContent(source, large.length, memoryContent(large).hash));
    const isLarge = large.equals(await readFile(path));
    await replace(textContent('a third boat'), memoryContent(large).hash);
    assert.deepEqual(
      [isLarge, await readFile(path, 'utf8'), (await stat(path)).mode & 0o777, await readdir(root), await hashes()],
      [true, 'a third boat', 0o640, ['boat.png'], [memoryContent(large).hash, old.hash]],
    );
  });

  test('and restored, and what was restored can be undone', async (context) => {
    const { path, store, replace, hashes } = await openSite(context);
    const next = textContent('a new boat');
    await replace(next);
    const [earlier] = await store.versionsOf(pathToFileURL(path).href);
    assert.ok(earlier);
    await replace(store.contentOf(earlier), next.hash);
    const restored = [await readFile(path, 'utf8'), await hashes()];
    const [undo] = await store.versionsOf(pathToFileURL(path).href);
    assert.ok(undo);
    await replace(store.contentOf(undo), old.hash);
    assert.deepEqual(
      [restored, await readFile(path, 'utf8'), await hashes()],
      [['an old boat', [next.hash, old.hash]], 'a new boat', [old.hash, next.hash]],
    );
  });

  test('under the type that its bytes have, not its name', async (context) => {
    const { path, store, replace } = await openSite(context);
    const bytes = picture('webp', { pixels: { width: 8, height: 8 }, seed: 'boat' });
    await writeFile(path, bytes);
    await replace(textContent('another'), memoryContent(bytes).hash);
    assert.deepEqual(
      (await store.versionsOf(pathToFileURL(path).href)).map(({ type }) => type),
      ['webp'],
    );
  });

  test('by the same bytes: nothing happens, and nothing is kept', async (context) => {
    const { path, replace, hashes } = await openSite(context);
    const before = await stat(path);
    await replace(old);
    assert.deepEqual([(await stat(path)).ino, await hashes()], [before.ino, []]);
  });

  test('and its other name in the file system keeps what it had', async (context) => {
    const { folder, path, replace } = await openSite(context);
    await link(path, join(folder, 'other-name.png'));
    await replace(textContent('a new boat'));
    assert.equal(await readFile(join(folder, 'other-name.png'), 'utf8'), 'an old boat');
  });
});

suite('An image stays as it is', () => {
  type Site = Awaited<ReturnType<typeof openSite>>;
  const cases: readonly (readonly [string, (site: Site) => Promise<unknown>])[] = [
    ['when somebody changed it', ({ path }) => writeFile(path, 'somebody’s boat')],
    ['when somebody removed it', ({ path }) => rm(path)],
    [
      'when it is a link, even to a file inside',
      async ({ root, path }) => {
        await writeFile(join(root, 'real.png'), 'an old boat');
        await rm(path);
        await symlink(join(root, 'real.png'), path);
      },
    ],
    [
      'when it is a folder',
      async ({ path }) => {
        await rm(path);
        await mkdir(path);
      },
    ],
    ['when it is read-only', ({ path }) => chmod(path, 0o444)],
    ['when the earlier version cannot be kept', ({ folder }) => writeFile(join(folder, 'versions'), '')],
  ];
  for (const [when, prepare] of cases)
    test(when, async (context) => {
      const site = await openSite(context);
      await prepare(site);
      const before = await readFile(site.path, 'utf8').catch(() => 'none');
      await assert.rejects(site.replace(textContent('a new boat')), SaveError);
      const after = await readFile(site.path, 'utf8').catch(() => 'none');
      const parts = (await readdir(site.root)).filter((name) => name.includes('.part-'));
      assert.deepEqual([after, parts], [before, []]);
    });

  test('when a link leads out of the workspace, and so does what it leads to', async (context) => {
    const { root, replace } = await openSite(context);
    const outside = await temporaryFolder(context);
    await writeFile(join(outside, 'boat.png'), 'an old boat');
    await symlink(outside, join(root, 'link'));
    await assert.rejects(replace(textContent('a new boat'), old.hash, join(root, 'link', 'boat.png')), SaveError);
    await assert.rejects(replace(textContent('a new boat'), old.hash, join(outside, 'boat.png')), SaveError);
    assert.deepEqual(
      [await readFile(join(outside, 'boat.png'), 'utf8'), await readdir(outside)],
      ['an old boat', ['boat.png']],
    );
  });

  test('when the new bytes are not what they should be', async (context) => {
    const { path, replace } = await openSite(context);
    const damaged = { ...textContent('a new boat'), hash: 'ab'.repeat(32) };
    await assert.rejects(replace(damaged), SaveError);
    assert.equal(await readFile(path, 'utf8'), 'an old boat');
  });

  test('for the slower one when two replace it at once', async (context) => {
    const { path, replace, hashes } = await openSite(context);
    const settled = await Promise.allSettled(['one', 'two', 'three', 'four'].map((text) => replace(textContent(text))));
    const isKept = (await hashes()).includes(old.hash);
    const done = settled.filter(({ status }) => status === 'fulfilled').length;
    const last = textContent(await readFile(path, 'utf8')).hash;
    assert.ok(done >= 1 && isKept && last !== old.hash, `${done}`);
  });
});

test(
  'killed at any moment, the file is whole, and whatever was replaced is kept',
  { timeout: 120_000 },
  async (context) => {
    const script = await bundleChild(context, join(import.meta.dirname, 'replaceChild.ts'));
    const run = promisify(execFile);
    let isDone = false;
    for (let killedAt = 1; !isDone; killedAt++) {
      const { folder, root, path, replace, hashes } = await openSite(context);
      const id = randomUUID();
      isDone = await run(process.execPath, [script, folder, String(killedAt), id]).then(
        () => true,
        () => false,
      );
      const text = await readFile(path, 'utf8');
      assert.ok(
        text === 'an old boat' || (text === 'a new boat' && (await hashes()).includes(old.hash)),
        `${killedAt}`,
      );
      await removeParts({ path: root, root }, id);
      assert.deepEqual(await readdir(root), ['boat.png'], `${killedAt}`);
      // The next one goes on from here.
      await replace(textContent('a later boat'), textContent(text).hash);
      assert.ok((await hashes()).includes(old.hash), `${killedAt}`);
      if (isDone) assert.ok(killedAt > 20 && text === 'a new boat', `${killedAt}`);
    }
  },
);
