import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazy } from '../../src/lazy.ts';

test('what was made once is answered ever after, and a failure is tried again', async () => {
  const results = [Promise.reject(new Error('no')), Promise.resolve('first'), Promise.resolve('second')];
  const read = lazy(() => results.shift() ?? Promise.reject(new Error('asked too often')));
  const [one, other] = await Promise.allSettled([read(), read()]);
  assert.deepEqual([one.status, other.status, await read(), await read()], ['rejected', 'rejected', 'first', 'first']);
});
