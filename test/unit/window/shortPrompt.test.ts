import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortPrompt } from '../../../src/window/shortPrompt.ts';

test('A prompt is cut where there is no room for it, and never within a character', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a boat', 'a boat'],
    ['a boat!', 'a boat!'],
    ['a boat at sea', 'a boat…'],
    ['a bird🐦 x', 'a bird…'],
  ];
  assert.deepEqual(
    cases.map(([prompt]) => shortPrompt(prompt, 8)),
    cases.map(([, short]) => short),
  );
});
