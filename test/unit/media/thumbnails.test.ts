import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Host } from '../../../media/gallery/host.ts';
import type { ThumbnailAnswer } from '../../../media/gallery/thumbnailMessages.ts';
import { fitted } from '../../../media/gallery/thumbnailSize.ts';
import { Thumbnails, type Painter } from '../../../media/gallery/thumbnails.ts';
import { imageOf } from './gridPage.ts';

const drawn: ThumbnailAnswer = { bytes: new Uint8Array([1, 2]), color: '#102030' };

/** Paints when it is told to. */
class PatientPainter implements Painter {
  readonly orders: string[] = [];
  #finish: ((answer: ThumbnailAnswer) => void) | undefined;

  paint({ address }: { readonly address: string }): Promise<ThumbnailAnswer> {
    this.orders.push(address);
    return new Promise((resolve) => (this.#finish = resolve));
  }

  async finish(answer: ThumbnailAnswer): Promise<void> {
    this.#finish?.(answer);
    await settled();
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function open() {
  const posted: unknown[] = [];
  const api = {
    postMessage: (message: unknown) => posted.push(message),
    getState: () => undefined,
    setState: () => undefined,
  };
  const painter = new PatientPainter();
  const thumbnails = new Thumbnails({ host: new Host(api), painters: [painter], addressOf: ({ id }) => id });
  const heard: string[] = [];
  const request = (id: string) =>
    thumbnails.request(imageOf(id), (picture) => heard.push(`${id}: ${picture?.size ?? 'none'}`));
  return { thumbnails, painter, posted, heard, request };
}

test('what is in view is drawn first, then what was asked for last; what is taken back is not drawn', async () => {
  const { thumbnails, painter, request } = open();
  request('first');
  await settled();
  const takeBack = request('gone');
  for (const id of ['second', 'third', 'seen']) request(id);
  takeBack();
  thumbnails.look(['hash-seen']);
  for (let count = 0; count < 5; count++) await painter.finish(drawn);
  assert.deepEqual(painter.orders, ['first', 'seen', 'third', 'second']);
});

test('each is drawn once, given to the extension once, and shown to all who ask', async () => {
  const { painter, posted, heard, request } = open();
  request('a');
  request('a');
  await settled();
  request('a');
  await painter.finish(drawn);
  request('a');
  await settled();
  assert.deepEqual(
    { orders: painter.orders, posted, heard },
    {
      orders: ['a'],
      posted: [{ type: 'thumbnail', id: 'a', hash: imageOf('a').facts?.hash, ...drawn }],
      heard: ['a: 2', 'a: 2', 'a: 2', 'a: 2'],
    },
  );
});

test('what cannot be drawn is said once and not tried again; what could not be reached is', async () => {
  const { thumbnails, painter, posted, heard, request } = open();
  request('broken');
  await settled();
  await painter.finish({ problem: 'undrawable' });
  request('broken');
  thumbnails.reportUndrawable(imageOf('broken'));
  request('away');
  await settled();
  await painter.finish({ problem: 'unreachable' });
  request('away');
  await settled();
  assert.deepEqual(
    { orders: painter.orders, posted, heard },
    {
      orders: ['broken', 'away', 'away'],
      posted: [{ type: 'undrawable', id: 'broken', hash: imageOf('broken').facts?.hash }],
      heard: ['broken: none', 'broken: none', 'away: none'],
    },
  );
});

test('a thumbnail has the shape of its picture, and is never larger', () => {
  const sizes = [
    { width: 4096, height: 2048 },
    { width: 16, height: 9 },
    { width: 10_000, height: 1 },
    { width: 320, height: 640 },
  ];
  assert.deepEqual(sizes.map(fitted), [
    { width: 320, height: 160 },
    { width: 16, height: 9 },
    { width: 320, height: 1 },
    { width: 160, height: 320 },
  ]);
});
