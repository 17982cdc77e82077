import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freeName } from '../../../src/images/fileName.ts';
import { slugOf } from '../../../src/images/slug.ts';

test('A prompt becomes a readable name', () => {
  const cases = {
    'A paper boat floating on calm water at sunrise.': 'a-paper-boat-floating-on-calm-water-at-sunrise',
    'The “Déjà Vu” café, 50% off!': 'the-deja-vu-cafe-50-off',
    '  Two\nlines\tand tabs  ': 'two-lines-and-tabs',
    'an iPhone by someFunction()': 'an-iphone-by-somefunction',
    "the cat's pyjamas, don’t stop": 'the-cats-pyjamas-dont-stop',
    '../../etc/passwd': 'etc-passwd',
    '.hidden': 'hidden',
    'boat.png': 'boat-png',
    'ＢＯＡＴ ﬁve': 'boat-five',
    'Паперовий човник на тихій воді': 'paperovyy-chovnyk-na-tykhiy-vodi',
    'Бумажный кораблик': 'bumazhniy-korablik',
    Βάρκα: 'varka',
    'Thuyền giấy': 'thuyen-giay',
    '日本の boat': 'boat',
    '42': '42',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((prompt) => [prompt, slugOf(prompt)])), cases);
});

test('A long prompt is cut between words, and only a very long word is cut inside', () => {
  assert.deepEqual(
    [
      slugOf('A paper boat floating on calm water at sunrises, oil on canvas'),
      slugOf('A paper boat floating on the calm water at sunrise, oil on canvas'),
      slugOf(`A ${'Donaudampfschifffahrt'.repeat(5)}`),
      slugOf('boat '.repeat(20_000)),
    ],
    [
      'a-paper-boat-floating-on-calm-water-at-sunrises',
      'a-paper-boat-floating-on-the-calm-water-at',
      'a-donaudampfschifffahrtdonaudampfschifffahrtdona',
      'boat-boat-boat-boat-boat-boat-boat-boat-boat',
    ],
  );
});

test('A prompt without Latin letters gets a name of its own', () => {
  const names = ['一只纸船', '一只纸鹤', 'काग़ज़ की नाव', '🐶🐱', '', '…'].map(slugOf);
  assert.deepEqual([new Set(names).size, names.filter((name) => !/^image-[0-9a-f]{8}$/.test(name))], [6, []]);
});

test('A name that Windows keeps for a device is not used', () => {
  const devices = ['CON', 'prn', 'Aux.', 'NUL', 'COM1', 'com9', 'COM¹', 'LPT1', 'lpt³', 'CONIN$', 'CLOCK$', 'console'];
  assert.deepEqual(devices.map(slugOf), [
    'con-image',
    'prn-image',
    'aux-image',
    'nul-image',
    'com1-image',
    'com9-image',
    'com1-image',
    'lpt1-image',
    'lpt3-image',
    'conin',
    'clock',
    'console',
  ]);
});

test('A taken name is followed by the next number, whatever its case', () => {
  const folder = new Set(['boat.png', 'boat-2.png', 'boat-2-2.png', 'boat.webp']);
  const isTaken = (name: string) => folder.has(name);
  assert.deepEqual(
    [
      freeName({ stem: 'boat', extension: 'png' }, isTaken),
      freeName({ stem: 'Boat', extension: 'png' }, isTaken),
      freeName({ stem: 'boat', extension: 'gif' }, isTaken),
      freeName({ stem: 'boat-2', extension: 'png' }, isTaken),
      freeName({ stem: 'boat-3', extension: 'png' }, isTaken),
    ],
    ['boat-3.png', 'Boat-3.png', 'boat.gif', 'boat-2-3.png', 'boat-3.png'],
  );
});

test('A long stem is shortened between characters, and keeps its number and extension', () => {
  const first = `${'ж'.repeat(30)}.png`;
  assert.deepEqual(
    [
      freeName({ stem: 'ж'.repeat(200), extension: 'png' }, () => false),
      freeName({ stem: 'ж'.repeat(200), extension: 'png' }, (name) => name === first),
      freeName({ stem: '⛵'.repeat(200), extension: 'png' }, () => false),
      freeName({ stem: 'boat-'.repeat(12), extension: 'webp' }, () => false),
    ],
    [first, `${'ж'.repeat(29)}-2.png`, `${'⛵'.repeat(20)}.png`, `${'boat-'.repeat(11)}boat.webp`],
  );
});

/** Any text, with what is special about names mixed in more often than chance would. */
const prompts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom('con', 'COM1', '.', '-', ' ', '/', '\\', '$', '\0', '\ud800', 'ﷺ', 'İ', 'ß', 'boat', 'ї'))
    .map((parts) => parts.join('')),
);

const portableName = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.[a-z]+$/;

test('Every prompt gives a name that Windows, macOS and Linux accept, and always the same', () => {
  fc.assert(
    fc.property(prompts, (prompt) => {
      const slug = slugOf(prompt);
      const name = freeName({ stem: slug, extension: 'webp' }, () => false);
      assert.match(name, portableName);
      assert.deepEqual([slug.length <= 48, slugOf(prompt), name], [true, slug, `${slug}.webp`]);
    }),
    { numRuns: 1000 },
  );
});

test('No two names of a folder are the same file', () => {
  const stems = fc.constantFrom(
    'boat',
    'Boat',
    'boat-2',
    'BOAT-2',
    'boat-2-2',
    'x'.repeat(70),
    'X'.repeat(60),
    'boat-10',
  );
  fc.assert(
    fc.property(fc.array(stems, { maxLength: 60 }), (wanted) => {
      const folder = new Set<string>();
      for (const stem of wanted) {
        const name = freeName({ stem, extension: 'png' }, (lowerCase) => folder.has(lowerCase));
        assert.ok(name.length <= 64);
        folder.add(name.toLowerCase());
      }
      assert.equal(folder.size, wanted.length);
    }),
  );
});
