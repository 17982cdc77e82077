import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { keptCards } from '../../../src/gallery/keptCards.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { KeptImages, type KeptImage } from '../../../src/workspace/keptImages.ts';
import { picture } from '../../support/imageApi/pictures.ts';

const small = picture('png', { pixels: { width: 16, height: 16 }, seed: 'small' });

suite('The cards of kept images', () => {
  let parent: string;
  let images: KeptImages;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'paper-boat-cards-'));
    images = new KeptImages(join(parent, 'kept'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  /** @param age in seconds */
  async function keep(name: string, { bytes = small, age = 0, prompt = 'a boat' } = {}): Promise<KeptImage> {
    const kept = await images.keep(memoryContent(bytes), { name, prompt });
    const file = await images.fileNameOf(kept);
    const time = Date.now() / 1000 - age;
    if (file !== undefined) await utimes(join(images.folder, file), time, time);
    return kept;
  }

  test('are none at first', async () => {
    assert.deepEqual(await keptCards(images), []);
  });

  test('name the file that shows the picture, the newest first', async () => {
    const [old, young] = [await keep('old.png', { age: 60 }), await keep('young.png')];
    const card = { kind: 'kept', prompt: 'a boat', isInMemory: false };
    assert.deepEqual(await keptCards(images), [
      { ...card, id: young.id, name: 'young.png', file: `${young.id}.png` },
      { ...card, id: old.id, name: 'old.png', file: `${old.id}.png` },
    ]);
  });

  test('show no picture of what is in memory, of what is none, and of what claims more pixels than a browser can hold', async () => {
    const bomb = Buffer.from(small);
    bomb.writeUInt32BE(99_999, 16);
    bomb.writeUInt32BE(99_999, 20);
    await keepInMemory();
    await keep('bomb.png', { bytes: bomb, age: 1 });
    await keep('page.bin', { bytes: Buffer.from('<html>'), age: 2 });
    const cards = await keptCards(images);
    assert.deepEqual(
      cards.map((card) => card.kind === 'kept' && [card.name, card.isInMemory, card.file]),
      [
        ['memory.png', true, undefined],
        ['bomb.png', false, undefined],
        ['page.bin', false, undefined],
      ],
    );
  });

  test('are twenty at the most, and the rest is counted', async () => {
    for (let age = 0; age < 23; age++) await keep(`${age}.png`, { age });
    const cards = await keptCards(images);
    assert.deepEqual(
      [cards.slice(0, -1).map((card) => card.kind === 'kept' && card.name), cards.at(-1)],
      [Array.from({ length: 20 }, (_, age) => `${age}.png`), { kind: 'more', id: 'keptImages', count: 3 }],
    );
  });

  test('hold no more of a prompt than they can show', async () => {
    await keep('long.png', { prompt: '😀'.repeat(10_000) });
    const [card] = await keptCards(images);
    assert.equal(card?.kind === 'kept' && card.prompt.length, 500);
  });

  /** A file stands where the folder would be. */
  async function keepInMemory(): Promise<void> {
    await writeFile(images.folder, '');
    await keep('memory.png');
    await rm(images.folder);
  }
});
