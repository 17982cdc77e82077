import { test } from 'node:test';
import assert from 'node:assert/strict';
import { listOf, numberIn, parseJson, recordOf, textIn } from '../../../src/api/json.ts';

test('what is not JSON is undefined, and a byte order mark is forgiven', () => {
  assert.deepEqual(['{"a":1}', '\uFEFF{"a":1}', '1', 'null', '', '{', 'NaN', "{'a':1}", '{"a":1}{'].map(parseJson), [
    { a: 1 },
    { a: 1 },
    1,
    null,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('looking into the wrong shape finds nothing', () => {
  const values = [null, undefined, 1, 'text', true, ['a'], { a: ['b'] }];
  assert.deepEqual(values.map(recordOf), [{}, {}, {}, {}, {}, {}, { a: ['b'] }]);
  assert.deepEqual(values.map(listOf), [[], [], [], [], [], ['a'], []]);
});

test('only texts with words and finite numbers of the record itself count', () => {
  const record = recordOf(
    parseJson('{"text":"a","empty":"","blank":" ","null":null,"number":1,"zero":0,"__proto__":{"x":"y"}}'),
  );
  const keys = ['text', 'empty', 'blank', 'null', 'number', 'zero', 'x', 'toString', '__proto__', 'none'];
  assert.deepEqual(
    keys
      .map((key) => [textIn(record, key), numberIn(record, key)])
      .filter(([text, number]) => text ?? number !== undefined),
    [
      ['a', undefined],
      [undefined, 1],
      [undefined, 0],
    ],
  );
});
