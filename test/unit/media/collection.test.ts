import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Collection } from '../../../media/gallery/collection.ts';
import { everything } from '../../../media/gallery/query.ts';
import type { GalleryImage } from '../../../src/gallery/protocol.ts';
import { imageOf, manyImages } from './gridPage.ts';

const keys = (collection: Collection) => collection.shown.map(({ key }) => key);

function receive(collection: Collection, changed: readonly GalleryImage[], removed: readonly string[] = []) {
  return collection.receive({ type: 'images', isFirst: false, changed, removed, isComplete: true }).map(({ id }) => id);
}

test('images come, change, and go, and stand in their order', () => {
  const collection = new Collection();
  const arrived = [
    receive(collection, [imageOf('old', { modifiedAt: 1 }), imageOf('new', { modifiedAt: 3 })]),
    receive(collection, [imageOf('middle', { modifiedAt: 2 }), imageOf('old', { modifiedAt: 4 })]),
    receive(collection, [], ['new', 'unknown']),
  ];
  assert.deepEqual(
    { arrived, keys: keys(collection), size: collection.size, isComplete: collection.isComplete },
    { arrived: [['old', 'new'], ['middle'], []], keys: ['old', 'middle'], size: 2, isComplete: true },
  );
});

test('a list that starts anew forgets the one before', () => {
  const collection = new Collection();
  receive(collection, manyImages(3));
  collection.receive({ type: 'images', isFirst: true, changed: manyImages(1), removed: [], isComplete: false });
  assert.deepEqual([keys(collection), collection.isComplete], [['id0'], false]);
});

test('an image that is told of twice in one message stands once, as it was told of last', () => {
  const collection = new Collection();
  receive(collection, [imageOf('a'), imageOf('a', { isFavourite: true })]);
  assert.deepEqual([collection.shown.length, collection.image('a')?.isFavourite], [1, true]);
});

test('a search goes on for images that come later, and words that change are found', () => {
  const collection = new Collection();
  receive(collection, [imageOf('boat'), imageOf('sea')]);
  collection.show({ ...everything, text: 'boat' });
  receive(collection, [imageOf('steamboat'), imageOf('sea', { alt: 'Boats at sea' })]);
  const found = keys(collection);
  collection.show(everything);
  assert.deepEqual(
    [found, keys(collection)],
    [
      ['boat', 'sea', 'steamboat'],
      ['boat', 'sea', 'steamboat'],
    ],
  );
});

test('the models are those of the images that are there', () => {
  const collection = new Collection();
  const by = (id: string, model: string) => imageOf(id, { recipe: { prompt: '', model } });
  receive(collection, [by('1', 'z'), by('2', 'a'), by('3', 'z'), imageOf('4')]);
  const before = collection.models;
  receive(collection, [], ['2']);
  assert.deepEqual([before, collection.models], [['a', 'z'], ['z']]);
});
