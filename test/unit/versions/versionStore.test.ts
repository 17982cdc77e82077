import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { followRenames } from '../../../src/versions/followRenames.ts';
import { VersionStore } from '../../../src/versions/versionStore.ts';
import { fileContent } from '../../../src/workspace/fileContent.ts';
import { SaveError } from '../../../src/workspace/saveError.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';

const boat = 'file:///site/images/boat.png';
const pier = 'file:///site/images/pier.png';

const textContent = (text: string) => memoryContent(Buffer.from(text));

async function openStore(context: TestContext, mostBytes?: number) {
  const folder = join(await temporaryFolder(context), 'versions');
  const open = () => new VersionStore(folder, mostBytes === undefined ? {} : { mostBytes });
  const store = open();
  const textsOf = async (file: string, of = store): Promise<readonly string[]> => {
    const contents = (await of.versionsOf(file)).map((version) => of.contentOf(version));
    const bytes = await Promise.all(contents.map((content) => content.read(0, content.length)));
    return bytes.map((each) => Buffer.from(each).toString());
  };
  const keep = (file: string, text: string, of = store) => of.keep(file, textContent(text), 'png');
  return { folder, store, open, textsOf, keep };
}

/** Windows of other times: what they wrote is not from now. */
async function age(folder: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000);
  for (const name of await readdir(folder)) await utimes(join(folder, name), then, then);
}

suite('Earlier versions', () => {
  test('are listed for their file alone: the newest first, and each content once', async (context) => {
    const { textsOf, keep, store } = await openStore(context);
    for (const text of ['one', 'two', 'three', 'one']) await keep(boat, text);
    await keep(pier, 'two');
    assert.deepEqual(
      [await textsOf(boat), await textsOf(pier), await textsOf('file:///site/images'), [...(await store.files())]],
      [['one', 'three', 'two'], ['two'], [], [boat, pier]],
    );
  });

  test('say what they are', async (context) => {
    const { store } = await openStore(context);
    const content = textContent('a boat');
    const before = new Date().toISOString();
    const kept = await store.keep(boat, content, 'jpeg');
    const { at, ...rest } = kept;
    assert.deepEqual(rest, { version: 1, file: boat, hash: content.hash, type: 'jpeg', bytes: 6 });
    assert.ok(before <= at && at <= new Date().toISOString());
    assert.deepEqual(await store.versionsOf(boat), [kept]);
    assert.deepEqual(await readdir(store.folder), [`${content.hash}.jpeg`]);
  });

  test('are there for every window, and after a restart', async (context) => {
    const { store, open, textsOf, keep } = await openStore(context);
    const other = open();
    const seen = [await textsOf(boat, other)];
    await keep(boat, 'one');
    seen.push(await textsOf(boat, other));
    await keep(boat, 'two', other);
    seen.push(await textsOf(boat, store), await textsOf(boat, open()));
    assert.deepEqual(seen, [[], ['one'], ['two', 'one'], ['two', 'one']]);
  });

  test('are all kept when two windows keep fifty at once', async (context) => {
    const { store, open, textsOf, keep } = await openStore(context);
    const other = open();
    const texts = Array.from({ length: 50 }, (_, index) => `boat ${index % 40}`);
    await Promise.all(texts.flatMap((text) => [keep(boat, text, store), keep(boat, text, other)]));
    const found = await textsOf(boat);
    assert.deepEqual(found.toSorted(), [...new Set(texts)].toSorted());
    assert.equal((await readdir(store.folder)).length, 40);
  });

  test('are left out when their bytes are gone, cut off or a folder', async (context) => {
    const { folder, textsOf, keep } = await openStore(context);
    const kept = await Promise.all(['one', 'two', 'three', 'four'].map((text) => keep(boat, text)));
    const [one = '', two = '', three = ''] = kept.map(({ hash }) => join(folder, `${hash}.png`));
    await rm(one);
    await writeFile(two, 't');
    await rm(three);
    await mkdir(three);
    assert.deepEqual(await textsOf(boat), ['four']);
  });

  test('come from a list that strangers and crashes have written to', async (context) => {
    const { store, textsOf, keep } = await openStore(context);
    const { hash } = await keep(boat, 'one');
    const version = { version: 1, file: boat, hash, type: 'png', bytes: 3, at: '2026-01-01T00:00:00.000Z' };
    const odd: readonly unknown[] = [
      ...[null, 7, [], 'text', {}, { ...version, version: 2 }, { ...version, hash: '../../../etc/passwd' }],
      ...[
        { ...version, type: '../png' },
        { ...version, type: 'html' },
        { ...version, bytes: '3' },
      ],
      ...[
        { ...version, file: undefined },
        { ...version, file: [boat] },
        { ...version, at: 5 },
      ],
      ...[
        { version: 1, from: boat },
        { version: 1, from: boat, to: 7 },
        { version: 3, from: boat, to: pier },
      ],
      ...[{ ...version, file: 'x'.repeat(70_000) }],
    ];
    await appendFile(store.listFile, `{"version":1,"fi`);
    for (const each of odd) await appendFile(store.listFile, `\n${JSON.stringify(each)}\n`);
    await appendFile(store.listFile, '\0\0\0{"version":1,');
    await keep(boat, 'two');
    assert.deepEqual([await textsOf(boat), [...(await store.files())]], [['two', 'one'], [boat]]);
  });

  test('go with a file or a folder that is renamed, and meet those that are there', async (context) => {
    const { store, textsOf, keep } = await openStore(context);
    await keep(boat, 'one');
    await keep(pier, 'of the pier');
    await keep('file:///site/images2/boat.png', 'elsewhere');
    await store.moved('file:///site/images', 'file:///site/pictures');
    await keep('file:///site/pictures/boat.png', 'two');
    await store.moved('file:///site/pictures/pier.png', 'file:///site/pictures/boat.png');
    const before = (await stat(store.listFile)).size;
    await store.moved('file:///nowhere', 'file:///site/pictures/boat.png');
    assert.deepEqual(
      [
        await textsOf('file:///site/pictures/boat.png'),
        await textsOf(boat),
        await textsOf('file:///site/images2/boat.png'),
        (await stat(store.listFile)).size,
      ],
      [['two', 'of the pier', 'one'], [], ['elsewhere'], before],
    );
  });
});

test('names that VS Code changes take the versions along, one after the other', async (context) => {
  const { folder, textsOf, keep } = await openStore(context);
  await keep(boat, 'of the boat');
  await keep(pier, 'of the pier');
  const rename = (from: string, to: string) => ({ oldUri: new URL(from), newUri: new URL(to) });
  await followRenames([rename(boat, 'file:///site/b.png'), rename(pier, boat)], folder);
  assert.deepEqual([await textsOf('file:///site/b.png'), await textsOf(boat)], [['of the boat'], ['of the pier']]);
});

suite('What cannot be kept', () => {
  test('is told as a reason, and no half file is left', async (context) => {
    const { folder, store, textsOf } = await openStore(context);
    const nowhere = fileContent(join(folder, 'nowhere.png'), 5, 'ab'.repeat(32));
    const said = await store.keep(boat, nowhere, 'png').then(String, (error: unknown) => error);
    assert.ok(said instanceof SaveError);
    assert.match(said.message, /^The earlier version could not be kept: .+\. Nothing was replaced\.$/);
    assert.deepEqual([await readdir(folder), await textsOf(boat)], [[], []]);
  });

  test('is a file that changes while it is read', async (context) => {
    const { folder, store } = await openStore(context);
    const path = join(await temporaryFolder(context), 'boat.png');
    await writeFile(path, 'a ship');
    const seen = fileContent(path, 6, textContent('a boat').hash);
    await assert.rejects(store.keep(boat, seen, 'png'), SaveError);
    assert.deepEqual([await readdir(folder), await store.versionsOf(boat)], [[], []]);
  });

  test('is anything when the storage is a file', async (context) => {
    const { folder, store } = await openStore(context);
    await writeFile(folder, '');
    await assert.rejects(store.keep(boat, textContent('one'), 'png'), {
      name: 'SaveError',
      message: 'The earlier version could not be kept: a part of its path is a file. Nothing was replaced.',
    });
  });
});

suite('The store has a limit', () => {
  test('beyond it the oldest versions go, and the last one of each file stays', async (context) => {
    const { folder, textsOf, keep } = await openStore(context, 20);
    await keep(pier, 'pier 1');
    for (const number of [1, 2, 3]) await keep(boat, `boat ${number}`);
    const full = [await textsOf(boat), await textsOf(pier)];
    await age(folder, 0.001);
    await keep(boat, 'boat 4');
    assert.deepEqual(
      [full, await textsOf(boat), await textsOf(pier)],
      [[['boat 3', 'boat 2'], ['pier 1']], ['boat 4', 'boat 3'], ['pier 1']],
    );
  });

  test('a version that comes back is young again, and its bytes are not written twice', async (context) => {
    const { folder, textsOf, keep } = await openStore(context, 18);
    for (const number of [1, 2, 3]) await keep(boat, `boat ${number}`);
    await age(folder, 1);
    await keep(boat, 'boat 1');
    await keep(boat, 'boat 4');
    assert.deepEqual(await textsOf(boat), ['boat 4', 'boat 1', 'boat 3']);
  });

  test('what a crash left goes first, once it is a day old', async (context) => {
    const { folder, textsOf, keep } = await openStore(context, 18);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, '.abc.part-1'), 'half');
    await age(folder, 2);
    await writeFile(join(folder, '.abc.part-2'), 'half');
    for (const number of [1, 2]) await keep(boat, `boat ${number}`);
    const names = (await readdir(folder)).filter((name) => name.startsWith('.'));
    assert.deepEqual([names, await textsOf(boat)], [['.abc.part-2'], ['boat 2', 'boat 1']]);
  });

  test('files that each have one version keep it, however many they are', async (context) => {
    const { textsOf, keep } = await openStore(context, 10);
    const files = [1, 2, 3, 4, 5].map((number) => `file:///site/${number}.png`);
    for (const file of files) await keep(file, `of ${file}`);
    assert.deepEqual(
      await Promise.all(files.map((file) => textsOf(file))),
      files.map((file) => [`of ${file}`]),
    );
  });
});

test('links in the store lead nowhere that a version would be written to', async (context) => {
  const { folder, keep } = await openStore(context);
  const outside = join(await temporaryFolder(context), 'important');
  await writeFile(outside, 'important!');
  await mkdir(folder, { recursive: true });
  await symlink(outside, join(folder, `${textContent('one').hash}.png`));
  await keep(boat, 'one');
  assert.deepEqual(
    [await readFile(outside, 'utf8'), await readFile(join(folder, `${textContent('one').hash}.png`), 'utf8')],
    ['important!', 'one'],
  );
});
