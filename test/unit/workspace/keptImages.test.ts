import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { KeptImages } from '../../../src/workspace/keptImages.ts';

const about = { name: 'boat.png', prompt: 'a paper boat' };
const bytes = memoryContent(Buffer.from('the bytes of a boat'));
const whole = { ...about, text: 'the bytes of a boat' };
const nameless = { name: 'ID.png', prompt: '', text: 'the bytes of a boat' };

/** What a user finds of each image; the random ids are replaced. */
async function found(images: KeptImages): Promise<readonly unknown[]> {
  const list = await images.list();
  return Promise.all(
    list.map(async (kept) => ({
      name: kept.name.replace(kept.id, 'ID'),
      prompt: kept.prompt,
      text: Buffer.from(await images.read(kept)).toString(),
    })),
  );
}

suite('Kept images', () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'paper-boat-kept-'));
    folder = join(parent, 'kept');
  });
  afterEach(() => rm(parent, { recursive: true }));

  test('are none at first', async () => {
    assert.deepEqual(await found(new KeptImages(folder)), []);
  });

  test('are found again in another session', async () => {
    await new KeptImages(folder).keep(bytes, { ...about, size: { width: 3, height: 2 } });
    assert.deepEqual(await found(new KeptImages(folder)), [whole]);
  });

  test('leave nothing behind once removed', async () => {
    const images = new KeptImages(folder);
    await images.remove(await images.keep(bytes, about));
    assert.deepEqual(await readdir(folder), []);
  });

  for (const note of ['', '{', 'null', '7', '"boat"', '[]', '{"name":1,"prompt":null}', '{"name":"","prompt":{}}'])
    test(`lose only their name to the damaged note ${JSON.stringify(note)}`, async () => {
      const images = new KeptImages(folder);
      await writeFile(join(folder, `${(await images.keep(bytes, about)).id}.json`), note);
      assert.deepEqual(await found(images), [nameless]);
    });

  test('lose only their name to a note that is gone or unreadable', async () => {
    const images = new KeptImages(folder);
    const [gone, unreadable] = [await images.keep(bytes, about), await images.keep(bytes, about)];
    await rm(join(folder, `${gone.id}.json`));
    await rm(join(folder, `${unreadable.id}.json`));
    await mkdir(join(folder, `${unreadable.id}.json`));
    assert.deepEqual(await found(images), [nameless, nameless]);
  });

  test('stay on disk when only their note cannot be written', async () => {
    const unwritable = {
      ...about,
      toJSON: () => {
        throw new Error('the disk is full');
      },
    };
    const kept = await new KeptImages(folder).keep(bytes, unwritable);
    assert.deepEqual(
      [kept.name, kept.isInMemory, await found(new KeptImages(folder))],
      ['boat.png', undefined, [nameless]],
    );
  });

  test('stay in memory, for this session, when they cannot be written at all', async () => {
    await writeFile(folder, 'a file where the folder belongs');
    const images = new KeptImages(folder);
    const kept = await images.keep(bytes, about);
    assert.deepEqual(
      { isInMemory: kept.isInMemory, now: await found(images), later: await found(new KeptImages(folder)) },
      { isInMemory: true, now: [whole], later: [] },
    );
    await images.remove(kept);
    assert.deepEqual(await found(images), []);
  });

  test('are listed together, from memory and from disk', async () => {
    await writeFile(folder, 'a file where the folder belongs');
    const images = new KeptImages(folder);
    await images.keep(bytes, { ...about, name: 'first.png' });
    await rm(folder);
    await images.keep(bytes, { ...about, name: 'second.png' });
    assert.deepEqual(await found(images), [
      { ...whole, name: 'first.png' },
      { ...whole, name: 'second.png' },
    ]);
  });
});
