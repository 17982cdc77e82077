import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { everything } from '../../../media/gallery/query.ts';
import { readViewState, type ViewState } from '../../../media/gallery/viewState.ts';

const fresh: ViewState = {
  draft: undefined,
  query: { ...everything, folder: undefined },
  scrollTop: 0,
  selection: [],
  current: undefined,
  isDetailsOpen: false,
  comparing: undefined,
};

test('a state comes back as it was kept', () => {
  const state: ViewState = {
    draft: {
      prompt: 'A boat',
      count: 2,
      choices: { size: '1024x1024', quality: '', style: '', background: '', outputFormat: 'png' },
      parent: 'abc',
    },
    query: { ...everything, text: 'sea', type: 'svg', date: 'week', folder: { root: 1, path: 'a/b' }, sort: 'name' },
    scrollTop: 1200,
    selection: ['a', 'b'],
    current: 'a',
    isDetailsOpen: true,
    comparing: 'b',
  };
  assert.deepEqual(readViewState(JSON.parse(JSON.stringify(state))), state);
});

test('what is damaged is as it is at first', () => {
  const damaged = [
    undefined,
    null,
    'text',
    [],
    { query: 3, scrollTop: -1, selection: 'a', current: {}, isDetailsOpen: 1, comparing: 7 },
    { query: { sort: 'colour', date: 'never', type: 'exe', folder: { root: 'x', path: 1 } }, scrollTop: '9' },
  ];
  assert.deepEqual(
    damaged.map((value) => readViewState(value)),
    damaged.map(() => fresh),
  );
});

test('no state whatsoever throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (draft, query, selection) => {
      readViewState({ draft, query, selection });
    }),
  );
});
