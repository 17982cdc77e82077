import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readMenuContext, readMessage } from '../../../src/gallery/messageGuard.ts';

const draft = {
  prompt: 'a boat',
  count: 2,
  revision: 3,
  choices: { size: '', quality: 'high', style: '', background: '', outputFormat: 'png' },
};
const hash = 'ab'.repeat(32);

const good: readonly unknown[] = [
  { type: 'ready' },
  { type: 'look', ids: [] },
  { type: 'look', ids: ['a', 'b'] },
  { type: 'thumbnail', id: 'a', hash, bytes: new Uint8Array(12), color: '#00ff7f' },
  { type: 'undrawable', id: 'a', hash },
  { type: 'select', ids: Array.from({ length: 10_000 }, (_, index) => `image-${index}`) },
  { type: 'details', id: 'a' },
  { type: 'run', action: 'delete', id: 'a', ids: ['a', 'b'] },
  { type: 'openUse', id: 'a', index: 0 },
  { type: 'restore', id: 'a', hash },
  { type: 'run', action: 'compare', id: 'a', ids: ['a'] },
  { type: 'copyText', text: '<b>\u202Eevil</b>' },
  { type: 'draft', draft },
  { type: 'generate', draft: { ...draft, parent: hash } },
  { type: 'cancelJob', job: 'j' },
  { type: 'dismissJob', job: 'j' },
  { type: 'remedy', job: 'j' },
  { type: 'ask', question: 'setKey' },
  { type: 'ask', question: 'spending' },
  { type: 'ask', question: 'openStyle' },
  { type: 'toggleStyle' },
  { type: 'decide', decision: 'saveKept', id: '5d3f1d0e-3f0e-4b7e-9f6e-0a3c2b1d4e5f' },
];

const hostile: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'ready'],
  ['a list', [{ type: 'ready' }]],
  ['an unknown type', { type: 'eval', code: '1' }],
  ['a type that every object has', { type: 'toString' }],
  ['more than asked for', { type: 'ready', path: '/etc/passwd' }],
  ['ids that are no text', { type: 'look', ids: [1] }],
  ['an id as long as a book', { type: 'details', id: 'x'.repeat(65) }],
  ['an empty id', { type: 'details', id: '' }],
  ['a hundred thousand and one ids', { type: 'look', ids: Array.from({ length: 100_001 }, () => 'a') }],
  ['an unknown action', { type: 'run', action: 'format', id: 'a', ids: ['a'] }],
  ['an action from the prototype', { type: 'run', action: 'constructor', id: 'a', ids: ['a'] }],
  ['a thumbnail that is text', { type: 'thumbnail', id: 'a', hash, bytes: 'RIFF', color: '#000000' }],
  [
    'a thumbnail of a megabyte',
    { type: 'thumbnail', id: 'a', hash, bytes: new Uint8Array(1_048_576), color: '#000000' },
  ],
  ['a colour that is a style', { type: 'thumbnail', id: 'a', hash, bytes: new Uint8Array(1), color: 'red;x:url(//a)' }],
  ['a thumbnail of no hash', { type: 'thumbnail', id: 'a', hash: '..', bytes: new Uint8Array(1), color: '#000000' }],
  ['a version that is a path', { type: 'restore', id: 'a', hash: `../${hash.slice(3)}` }],
  ['a version without an image', { type: 'restore', hash }],
  ['a place before the first', { type: 'openUse', id: 'a', index: -1 }],
  ['half a place', { type: 'openUse', id: 'a', index: 0.5 }],
  ['a count of eleven', { type: 'generate', draft: { ...draft, count: 11 } }],
  ['no count', { type: 'generate', draft: { ...draft, count: NaN } }],
  ['a choice that is not in the form', { type: 'draft', draft: { ...draft, choices: { ...draft.choices, n: '9' } } }],
  ['a missing choice', { type: 'draft', draft: { ...draft, choices: { size: '' } } }],
  ['a parent that is no hash', { type: 'draft', draft: { ...draft, parent: '../../x' } }],
  ['a prompt of 200,001 characters', { type: 'draft', draft: { ...draft, prompt: 'a'.repeat(200_001) } }],
  ['a decision that nobody offers', { type: 'decide', decision: 'deleteAll', id: 'a' }],
  ['a decision about a path', { type: 'decide', decision: 'saveKept', id: 'a', path: '/etc/passwd' }],
  ['a style by its path', { type: 'toggleStyle', folder: 'file:///etc' }],
  ['a question that nobody asks', { type: 'ask', question: 'password' }],
];

suite('What the panel says', () => {
  for (const message of good)
    test(`is taken when it is in the protocol: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.deepEqual(readMessage(message), message);
    });

  for (const [what, message] of hostile)
    test(`is refused: ${what}`, () => {
      assert.equal(readMessage(message), undefined);
    });

  test('is refused, never thrown over, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }), (value) => {
        const read = readMessage(value);
        return read === undefined || typeof read.type === 'string';
      }),
      { numRuns: 2000 },
    );
  });

  test('names one image in a menu, and nothing else is read of it', () => {
    assert.deepEqual(
      [
        readMenuContext({ webview: 'paperBoat.gallery', imageId: 'a', path: '/etc/passwd' }),
        readMenuContext({ imageId: 7 }),
        readMenuContext({ imageId: 'x'.repeat(65) }),
        readMenuContext(undefined),
      ],
      ['a', undefined, undefined, undefined],
    );
  });
});
