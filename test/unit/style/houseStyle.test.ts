import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyStyle, parseStyle } from '../../../src/style/houseStyle.ts';

const frontMatter = (...lines: readonly string[]): string => ['---', ...lines, '---', 'Ink on paper.'].join('\n');

suite('A house style', () => {
  test('is its text on one line, and what its front matter chooses', () => {
    const source =
      '\uFEFF---\r\n# ours\r\nmodel: "gpt-image-1" # ours\r\nsize: 1536 × 1024\r\nquality: \'high\'\r\n---\r\n\r\nInk,\r\n  two   colours.\r\n';
    assert.deepEqual(parseStyle(source), {
      style: { text: 'Ink, two colours.', model: 'gpt-image-1', size: '1536x1024', quality: 'high' },
      problems: [],
    });
  });

  const readings: readonly (readonly [string, ReturnType<typeof parseStyle>])[] = [
    ['', { problems: [] }],
    ['\n \n', { problems: [] }],
    ['<!-- only a comment -->\n<!-- left open', { problems: [] }],
    ['---\nmodel: auto\nsize:\n---\n', { problems: [] }],
    ['---\nmodel: gpt-image-1\n---\n', { style: { text: '', model: 'gpt-image-1' }, problems: [] }],
    ['Ink.\n---\nmodel: x\n---', { style: { text: 'Ink. --- model: x ---' }, problems: [] }],
    ['---\nmodel: x\nnever closed', { style: { text: '--- model: x never closed' }, problems: [] }],
    ['In<!-- a -->k <!-- b --> wash', { style: { text: 'In k wash' }, problems: [] }],
    ['i\0n\u202Ek\u2066\u0007', { style: { text: 'ink' }, problems: [] }],
    ['a\u0085b\u2028c\td', { style: { text: 'a b c d' }, problems: [] }],
    ['x\uD800', { style: { text: 'x\uFFFD' }, problems: [] }],
    [
      frontMatter('model: a#b', 'size: 2K'),
      { style: { text: 'Ink on paper.', size: '2K' }, problems: ['The house style names no model: "a#b".'] },
    ],
  ];
  for (const [source, expected] of readings)
    test(`says nothing but what it says: ${JSON.stringify(source).slice(0, 50)}`, () => {
      assert.deepEqual(parseStyle(source), expected);
    });

  const refused: readonly (readonly [string, string])[] = [
    ['model: gpt image 1', 'The house style names no model: "gpt image 1".'],
    ['model: "x\u202E$(rm)"', 'The house style names no model: "x$(rm)".'],
    [`model: ${'m'.repeat(201)}`, `The house style names no model: "${'m'.repeat(40)}".`],
    ['size: huge', 'The house style names no size: "huge".'],
    ['size: 99999999x1', 'The house style names no size: "99999999x1".'],
    ['quality: best', 'The house style names no quality: "best".'],
    ['quality: constructor', 'The house style names no quality: "constructor".'],
    ['__proto__: { "model": "x" }', 'The house style knows no "__proto__": model, size, quality.'],
    ['constructor: x', 'The house style knows no "constructor": model, size, quality.'],
    ['toString: x', 'The house style knows no "toString": model, size, quality.'],
    ['baseUrl: https://example.com', 'The house style knows no "baseUrl": model, size, quality.'],
    ['count: 10', 'The house style knows no "count": model, size, quality.'],
    ['- a list', 'The house style has a line that cannot be read: "- a list".'],
    ['model', 'The house style has a line that cannot be read: "model".'],
  ];
  for (const [line, sentence] of refused)
    test(`leaves out and tells ${line.slice(0, 30)}`, () => {
      assert.deepEqual(parseStyle(frontMatter(line)), { style: { text: 'Ink on paper.' }, problems: [sentence] });
    });

  test('of more than 4,000 characters is refused with a sentence', () => {
    assert.deepEqual(
      [parseStyle('x'.repeat(4000)).style?.text.length, parseStyle(`---\nmodel: a\n---\n${'x'.repeat(4001)}`)],
      [4000, { problems: ['The house style has 4,001 characters; it may have 4,000.'] }],
    );
  });

  test('is read in no time, whatever is in it', () => {
    const hostile = ['<!--', '---\n', '#', ': ', '"', ' \t', '{prompt}', '\n', '\r', 'a: '].map(
      (piece) => `---\na:${piece.repeat(2 ** 20 / piece.length)}`,
    );
    const startedAt = performance.now();
    for (const source of [...hostile, ...hostile.map((text) => `${text}\n---\n${text}`)]) parseStyle(source);
    assert.ok(performance.now() - startedAt < 5000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (source) => {
        const { style, problems } = parseStyle(`---\n${source}\n---\n${source}`);
        assert.ok(!/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(JSON.stringify([style, problems])));
      }),
    );
  });
});

suite('A style and a prompt', () => {
  const cases: readonly (readonly [style: string, prompt: string, together: string])[] = [
    ['Ink on paper.', 'A boat', 'A boat. Ink on paper.'],
    ['Ink on paper.', 'A boat.', 'A boat. Ink on paper.'],
    ['Ink on paper.', 'A boat? \n', 'A boat? Ink on paper.'],
    ['Ink on paper.', 'A sign “Boats!”', 'A sign “Boats!” Ink on paper.'],
    ['墨', '船。', '船。 墨'],
    ['Ink of {prompt}, two colours', ' a boat ', 'Ink of a boat, two colours'],
    ['{prompt}{prompt}', 'boat', 'boat{prompt}'],
    ['Ink of {prompt}', 'a {prompt}', 'Ink of a {prompt}'],
    ['Ink of {prompt}', "$& $' $` $$ $1", "Ink of $& $' $` $$ $1"],
    ["$& $' {prompt} $$", 'a boat', "$& $' a boat $$"],
    ["$& $'", 'a boat', "a boat. $& $'"],
    ['Ink.', '', ''],
    ['{prompt} in ink', ' \n', ' \n'],
    ['', ' a boat ', ' a boat '],
  ];
  for (const [text, prompt, together] of cases)
    test(`become ${JSON.stringify(together)}`, () => {
      assert.equal(applyStyle({ text }, prompt), together);
    });
});
