import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readArguments } from '../../src/wish.ts';

test('without a prompt there are no arguments, whatever the caller hands over', () => {
  const none = [
    undefined,
    null,
    'a prompt',
    7,
    true,
    [],
    {},
    { model: 'gpt-image-2' },
    { fsPath: '/a', scheme: 'file' },
  ];
  assert.deepEqual(
    none.map(readArguments),
    none.map(() => undefined),
  );
});

test('arguments become a wish of what was given', () => {
  const all = {
    ...{ prompt: 'A paper boat', model: 'gpt-image-2', size: '1024x1024', quality: 'high', style: 'vivid' },
    ...{ background: 'opaque', outputFormat: 'webp', responseFormat: 'url', moderation: 'low', user: 'me' },
    ...{ count: 2, outputCompression: 80 },
  };
  assert.deepEqual(
    [
      readArguments({ prompt: 'A paper boat' }),
      readArguments({ ...all, insert: false }),
      readArguments({ prompt: '', model: undefined, insert: undefined }),
      readArguments({ prompt: ' A\tpaper\r\nboat\u0000\u202e \ud83d' }),
      readArguments({ prompt: undefined }),
    ],
    [
      { insert: true, wish: { prompt: 'A paper boat' } },
      { insert: false, wish: all },
      { insert: true, wish: { prompt: '' } },
      { insert: true, wish: { prompt: 'A paper boat \ufffd' } },
      { insert: true, wish: { prompt: '' } },
    ],
  );
});

test('a wrong argument is named with what it must be', () => {
  const cases: readonly (readonly [given: Readonly<Record<string, unknown>>, message: RegExp])[] = [
    [{ prompt: 7 }, /^The argument "prompt" of Paper Boat must be a string\.$/],
    [{ prompt: null }, /^The argument "prompt" of Paper Boat must be a string\.$/],
    [{ prompt: 'x', count: '2' }, /^The argument "count" of Paper Boat must be a number\.$/],
    [{ prompt: 'x', size: 1024 }, /^The argument "size" of Paper Boat must be a string\.$/],
    [{ prompt: 'x', model: null }, /^The argument "model" of Paper Boat must be a string\.$/],
    [{ prompt: 'x', insert: 'no' }, /^The argument "insert" of Paper Boat must be a boolean\.$/],
    [{ prompt: 'x', n: 2 }, /^Paper Boat knows no argument "n": prompt, insert, model, size, .*outputCompression\.$/],
    [{ prompt: 'x', toString: 'y' }, /^Paper Boat knows no argument "toString"/],
  ];
  for (const [given, message] of cases) assert.throws(() => readArguments(given), { message });
});
