import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Selection } from '../../../media/gallery/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

test('one, some, a range, all and none are selected', () => {
  const seen: string[] = [];
  const selection: Selection = new Selection(() => seen.push(selection.keys.join('')));
  selection.only('b');
  selection.extendTo('d', order, 'd');
  selection.extendTo('a', order, 'c');
  selection.toggle('e');
  selection.toggle('a');
  selection.extendTo('b', order, 'b');
  selection.all(order);
  selection.keep((key) => key > 'c');
  selection.clear();
  assert.deepEqual(seen, ['b', 'bcd', 'ab', 'abe', 'be', 'ab', 'abcde', 'de', '']);
});

test('what changes nothing is not told', () => {
  let changes = 0;
  const selection = new Selection(() => changes++);
  selection.clear();
  selection.only('a');
  selection.only('a');
  selection.keep(() => true);
  assert.equal(changes, 1);
});

test('a range begins where the focus was when nothing was chosen before, or what was is gone', () => {
  const selection = new Selection(() => undefined);
  selection.extendTo('c', order, 'b');
  const first = selection.keys;
  selection.only('gone');
  selection.extendTo('e', order, 'd');
  assert.deepEqual(
    [first, selection.keys],
    [
      ['b', 'c'],
      ['d', 'e'],
    ],
  );
});
