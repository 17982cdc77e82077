import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ImageOutbox } from '../../../../src/gallery/index/imageOutbox.ts';
import type { GalleryImage } from '../../../../src/gallery/protocol.ts';
import { imageOf } from '../../media/gridPage.ts';

/** A page of so many images, `0` the newest, that tells what it hears in short. */
function open(context: TestContext, count: number) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const there = new Map(Array.from({ length: count }, (_, index) => [String(index), imageOf(String(index))]));
  const heard: string[] = [];
  const known = new Map<string, GalleryImage>();
  const outbox = new ImageOutbox({
    imageOf: (id) => there.get(id),
    post: ({ isFirst, changed, removed, isComplete }) => {
      if (isFirst) known.clear();
      for (const image of changed) known.set(image.id, image);
      for (const id of removed) known.delete(id);
      const marks = [isFirst && 'first', isComplete && 'complete'].filter(Boolean);
      heard.push([changed[0]?.id ?? 'none', `+${changed.length}`, `-${removed.length}`, ...marks].join(' '));
    },
  });
  /** As the index has it: changed, then told. */
  const change = (ids: readonly string[], alt: string): void => {
    const changed = ids.map((id) => imageOf(id, { alt }));
    for (const image of changed) there.set(image.id, image);
    outbox.send({ isFirst: false, changed, removed: [], isComplete: true });
  };
  const pass = (): void => {
    for (let count = 0; count < 10; count++) context.mock.timers.tick(150);
  };
  return { outbox, there, known, heard, change, pass, ids: [...there.keys()] };
}

test('What is seen first goes at once, a long list bit by bit, and it is complete with the last', (context) => {
  const { outbox, there, known, heard, pass, ids } = open(context, 2500);
  outbox.begin(ids, true);
  assert.deepEqual(heard, ['0 +200 -0 first']);
  pass();
  assert.deepEqual(heard.slice(1), ['200 +1000 -0', '1200 +1000 -0', '2200 +300 -0 complete']);
  assert.deepEqual(known, there);
});

test('Small changes overtake a long list, and the list does not take them back', (context) => {
  const { outbox, there, known, heard, change, pass, ids } = open(context, 1500);
  outbox.begin(ids, true);
  change(['5', '900'], 'now');
  there.delete('901');
  outbox.send({ isFirst: false, changed: [], removed: ['901'], isComplete: true });
  assert.deepEqual(heard.slice(1), ['5 +2 -0', 'none +0 -1']);
  pass();
  assert.deepEqual(heard.slice(3), ['200 +1000 -0', '1202 +298 -0 complete']);
  assert.deepEqual(known, there);
});

test('Of a long change, what is in view goes at once', (context) => {
  const { outbox, there, known, heard, change, pass, ids } = open(context, 400);
  outbox.begin(ids, true);
  pass();
  heard.length = 0;
  outbox.look(['300', '301']);
  change(ids, 'now');
  assert.deepEqual(heard, ['300 +2 -0']);
  pass();
  assert.deepEqual([heard.slice(1), known], [['0 +398 -0 complete'], there]);
});

test('A walk that goes on, a new one and a page that is gone are told what they can use', (context) => {
  const { outbox, heard, pass, ids } = open(context, 300);
  outbox.begin([], false);
  outbox.send({ isFirst: true, changed: [imageOf('0')], removed: [], isComplete: false });
  outbox.send({ isFirst: false, changed: [], removed: [], isComplete: true });
  outbox.begin(ids, true);
  outbox.stop();
  pass();
  assert.deepEqual(heard, ['none +0 -0 first', '0 +1 -0 first', 'none +0 -0 complete', '0 +200 -0 first']);
});
