import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesAfter, type Place } from '../../../media/gallery/places.ts';
import type { Job } from '../../../src/gallery/cards.ts';

const job = (id: string, change: Partial<Job> = {}): Job => ({
  id,
  prompt: '',
  model: 'm',
  count: 2,
  startedAt: 0,
  status: 'running',
  images: [],
  ...change,
});

/** What stands there after each of the steps: a card by its key, an image by its id. */
function follow(steps: readonly { jobs: readonly Job[]; there?: string; released?: string }[]) {
  let places: readonly Place[] = [];
  return steps.map(({ jobs, there = '', released = '' }) => {
    const [isThere, isReleased] = [there, released].map((ids) => (id: string) => ids.split(' ').includes(id));
    if (!isThere || !isReleased) return '';
    places = placesAfter(places, jobs, { isThere, isReleased });
    return places.map(({ key, image }) => image ?? key).join(' ');
  });
}

test('an image takes the place of its card, and keeps it when the job is done and forgotten', () => {
  const one = job('one', { images: ['a'] });
  const done = job('one', { images: ['a', 'b'], status: 'done' });
  assert.deepEqual(
    follow([
      { jobs: [job('one')] },
      { jobs: [one], there: 'a' },
      { jobs: [job('two', { count: 1 }), one], there: 'a' },
      { jobs: [job('two', { count: 1 }), done], there: 'a b' },
      { jobs: [], there: 'a b' },
      { jobs: [], there: 'b' },
    ]),
    ['one#0 one#1', 'a one#1', 'two#0 a one#1', 'two#0 a b', 'a b', 'b'],
  );
});

test('a card waits for an image that the job tells of before it is listed', () => {
  const done = job('one', { count: 1, images: ['a'], status: 'done' });
  assert.deepEqual(
    follow([{ jobs: [job('one', { count: 1 })] }, { jobs: [done] }, { jobs: [done], there: 'a' }, { jobs: [done] }]),
    ['one#0', 'one#0', 'a', ''],
  );
});

test('what failed keeps its cards, what is done with fewer images has none', () => {
  const images = ['a'];
  const [failed, done] = [job('one', { status: 'failed', images }), job('one', { status: 'done', images })];
  assert.deepEqual(
    follow([
      { jobs: [failed], there: 'a' },
      { jobs: [done], there: 'a' },
    ]),
    ['a one#1', 'a'],
  );
});

test('images that were released stand elsewhere', () => {
  const one = job('one', { images: ['a'] });
  const released = { there: 'a', released: 'a' };
  assert.deepEqual(
    follow([
      { jobs: [one], ...released },
      { jobs: [one], there: 'a' },
      { jobs: [], ...released },
    ]),
    ['one#1', 'a one#1', ''],
  );
});
