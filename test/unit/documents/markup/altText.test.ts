import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { altText, plainLine } from '../../../../src/documents/markup/altText.ts';
import { hostileText } from './hostileText.ts';

const graphemes = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length;

test('a prompt becomes one plain line', () => {
  const cases: readonly (readonly [prompt: string, expected: string])[] = [
    ['A paper boat floating on calm water at sunrise.', 'A paper boat floating on calm water at sunrise'],
    ['  A paper\r\n\tboat\u00A0 \u2028 at sea ', 'A paper boat at sea'],
    ['A boat. The sea is calm.', 'A boat. The sea is calm.'],
    ['Sunrise at 6 a.m.', 'Sunrise at 6 a.m.'],
    ['To be continued...', 'To be continued...'],
    ['静かな海に浮かぶ紙の舟。', '静かな海に浮かぶ紙の舟'],
    ['What a boat!', 'What a boat!'],
    ['a\u0000b\u0007c \u202Eevil\u202C', 'abc evil'],
    ['half \uD800', 'half \uFFFD'],
    ['👩‍🚀 on a boat', '👩‍🚀 on a boat'],
    ['', ''],
    [' . ', ''],
  ];
  assert.deepEqual(
    cases.map(([prompt]) => [prompt, altText(prompt)]),
    cases,
  );
});

test('a long prompt is cut at a word, and the mark counts', () => {
  const words = 'sail, '.repeat(30);
  const cases: readonly (readonly [prompt: string, expected: string])[] = [
    ['x'.repeat(125), 'x'.repeat(125)],
    ['x'.repeat(126), `${'x'.repeat(124)}…`],
    ['👩‍🚀'.repeat(200), `${'👩‍🚀'.repeat(124)}…`],
    ['舟'.repeat(126), `${'舟'.repeat(124)}…`],
    [words, `${'sail, '.repeat(20)}sail…`],
    [`${'x'.repeat(124)} y`, `${'x'.repeat(124)}…`],
    [`${'x'.repeat(120)} yyyyyyy`, `${'x'.repeat(120)}…`],
    [`a ${'x'.repeat(130)}`, `a ${'x'.repeat(122)}…`],
  ];
  assert.deepEqual(
    cases.map(([prompt]) => [prompt, altText(prompt)]),
    cases,
  );
});

test('alt text of any prompt is well-formed, short, one line, and its own alt text', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { maxLength: 30 }), (parts) => {
      const alt = altText(parts.join(' '));
      assert.deepEqual(
        [alt.isWellFormed(), graphemes(alt) <= 125, plainLine(alt), altText(alt)],
        [true, true, alt, alt],
      );
    }),
  );
});
