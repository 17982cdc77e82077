import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ImageContent } from '../../../src/images/imageContent.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { VersionStore } from '../../../src/versions/versionStore.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { memoryVscode } from './memoryVscode.ts';

const { replaceImage } = await import('../../../src/workspace/replaceImage.ts');
const { files, Uri } = await memoryVscode();
const file = new Uri('memory', '/site/boat.png');
const old = memoryContent(Buffer.from('an old boat'));
const next = memoryContent(Buffer.from('a new boat'));

async function openSite(context: TestContext) {
  const versions = new VersionStore(join(await temporaryFolder(context), 'versions'));
  files.clear();
  files.set('/site/boat.png', { bytes: await old.read(0, old.length), mtime: 0 });
  const replace = (content: ImageContent, hash = old.hash) =>
    replaceImage(
      { content, replaces: { uri: file.toString(), hash }, id: '1' },
      { file, root: new Uri('memory', '/site') },
      versions,
    );
  const state = async () => ({
    files: [...files].map(([path, { bytes }]) => `${path}: ${Buffer.from(bytes).toString()}`),
    kept: (await versions.versionsOf(file.toString())).map(({ hash }) => hash),
  });
  return { versions, replace, state };
}

test('an image that is on no disk is replaced, and the earlier one is kept', async (context) => {
  const { replace, state } = await openSite(context);
  await replace(next);
  assert.deepEqual(await state(), { files: ['/site/boat.png: a new boat'], kept: [old.hash] });
});

test('and stays as it is when it is another one by now, gone, or changes meanwhile', async (context) => {
  const { replace, state } = await openSite(context);
  const refusal = { name: 'SaveError', message: 'boat.png changed meanwhile. Nothing was replaced.' };
  await assert.rejects(replace(next, next.hash), refusal);
  const slow = {
    ...next,
    read: (start: number, end: number) => {
      files.set('/site/boat.png', { bytes: Buffer.from('somebody’s'), mtime: 99 });
      return next.read(start, end);
    },
  };
  await assert.rejects(replace(slow), refusal);
  const changed = await state();
  files.clear();
  await assert.rejects(replace(next), refusal);
  assert.deepEqual(
    [changed, await state()],
    [
      { files: ['/site/boat.png: somebody’s'], kept: [old.hash] },
      { files: [], kept: [old.hash] },
    ],
  );
});

test('errors of a file system are told as such', async (context) => {
  const { replace, state } = await openSite(context);
  const unreadable = { ...next, read: () => Promise.reject(Object.assign(new Error(), { code: 'NoPermissions' })) };
  await assert.rejects(replace(unreadable), {
    name: 'SaveError',
    message: 'The image could not be saved in site: the folder may not be written to.',
  });
  assert.deepEqual((await state()).files, ['/site/boat.png: an old boat']);
});
