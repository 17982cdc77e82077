import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isFileName, isInside, settingFolder } from '../../../src/documents/folderPath.ts';
import { freeName } from '../../../src/images/fileName.ts';
import { slugOf } from '../../../src/images/slug.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyText } from './anyJson.ts';

const pieces = fc.constantFrom(
  ...[
    'con',
    'COM1',
    'lpt¹',
    'NUL',
    'conin$',
    'CLOCK$',
    'aux.',
    '.',
    '..',
    '...',
    '-',
    ' ',
    '/',
    '\\',
    ':',
    '$',
    '%',
    '~',
  ],
  ...['\0', '\n', '\x7f', '\u0085', '\u200D', '\u202E', '\uD800', '\uFEFF', '*', '?', '"', '<', '>', '|', '${date}'],
  ...['e\u0301', 'ﷺ', 'İ', 'ß', 'ї', '舟', '⛵️', 'boat', '.png', 'C:', '\\\\?\\', 'x'.repeat(90), '舟'.repeat(90)],
);

/** A prompt, a name that somebody types, or a path in a setting. */
const hostile = fc.oneof(
  {
    arbitrary: fc
      .array(fc.oneof({ arbitrary: pieces, weight: 4 }, anyText), { maxLength: 7 })
      .map((all) => all.join('')),
    weight: 3,
  },
  fc.string({ unit: 'binary', maxLength: 80 }),
);
const extension = fc.constantFrom('png', 'jpg', 'webp', 'svg', 'bin');

/** What the file systems of Windows, macOS and Linux refuse, or would read as something else. */
const problems: Readonly<Record<string, (name: string) => boolean>> = {
  'is empty, or a place': (name) => /^\.{0,2}$/.test(name),
  'holds a separator, a wildcard or a control character': (name) => /[\p{Cc}/\\:*?"<>|]/u.test(name),
  'ends with what Windows drops': (name) => /[. ]$/.test(name),
  'is a device of Windows': (name) =>
    /^(con|prn|aux|nul|conin\$|conout\$|com[1-9¹²³]|lpt[1-9¹²³])( *\..*| *)$/isu.test(name),
  'is longer than 255 bytes': (name) => Buffer.byteLength(name) > 255,
  'has halves of characters': (name) => !name.isWellFormed(),
  'reads differently from what it is': (name) => /[\u202A-\u202E\u2066-\u2069]/.test(name),
};

const problemsOf = (name: string): readonly string[] =>
  Object.entries(problems).flatMap(([what, has]) => (has(name) ? [what] : []));

suite('A name of a file', () => {
  test('of any prompt is one on every system, composed, the same every time, and so is the next one', () => {
    fc.assert(
      fc.property(hostile, extension, (prompt, ending) => {
        const stem = slugOf(prompt);
        const first = freeName({ stem, extension: ending }, () => false);
        const second = freeName({ stem, extension: ending }, (name) => name === first.toLowerCase());
        assert.deepEqual(
          [...problemsOf(first), ...problemsOf(second), second === first],
          [false],
          `${first} ${second}`,
        );
        assert.deepEqual([slugOf(prompt), first.normalize('NFC'), isFileName(first)], [stem, first, true]);
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('that a person types is refused unless it is one on every system', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        if (isFileName(name)) assert.deepEqual(problemsOf(name), []);
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('of any stem stays within its bytes and between characters', () => {
    fc.assert(
      fc.property(hostile, extension, fc.nat(12), (text, ending, others) => {
        const taken = new Set<string>();
        const stem = text.toWellFormed();
        for (let count = 0; count <= others; count++)
          taken.add(freeName({ stem, extension: ending }, (name) => taken.has(name)).toLowerCase());
        assert.equal(taken.size, others + 1);
        for (const name of taken) assert.ok(name.isWellFormed() && name.endsWith(`.${ending}`));
      }),
      { numRuns: fuzzRuns },
    );
  });
});

suite('A folder of a setting', () => {
  test('is refused, or a path whose names can be names on every system', () => {
    const contexts = [
      { root: '/home/site', documentFolder: '/home/site/docs' },
      { root: '/c:/proj', documentFolder: '/c:/proj/docs' },
    ];
    fc.assert(
      fc.property(hostile, fc.constantFrom(...contexts), (setting, context) => {
        const path = folderOr(() => settingFolder(setting, context));
        if (path === undefined) return;
        assert.ok(path.startsWith('/') && !/\/\.{0,2}(?:\/|$)/.test(path.slice(1).replace(/^c:\/$/, '')), path);
        if (!isInside(context.root, path)) return;
        for (const name of path.slice(context.root.length + 1).split('/'))
          assert.ok(!/[\0:]/.test(name) && !problems['is a device of Windows']?.(name), path);
      }),
      { numRuns: fuzzRuns },
    );
  });
});

/** Undefined when it is refused, by a sentence. */
function folderOr(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof Error && error.constructor === Error && error.message.endsWith('.'));
    return undefined;
  }
}
