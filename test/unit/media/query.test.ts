import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryOf } from '../../../media/gallery/entry.ts';
import { comparer, everything, isFiltering, matcher, type Query } from '../../../media/gallery/query.ts';
import { imageOf } from './gridPage.ts';

const now = new Date(2026, 5, 15, 12).getTime();
const daysAgo = (days: number) => now - days * 86_400_000;

const images = [
  imageOf('boat', {
    path: 'docs/images/Boat-10.PNG',
    recipe: { prompt: 'Ein Schiff auf dem Fluß', revisedPrompt: 'Sunrise', model: 'with' },
    modifiedAt: daysAgo(0.1),
    bytes: 30,
  }),
  imageOf('harbour', {
    path: 'docs/boat-9.svg',
    type: 'svg',
    alt: 'Le port en Été\nЇжак',
    uses: 2,
    modifiedAt: daysAgo(5),
    bytes: 10,
  }),
  imageOf('star', {
    path: 'docsets/İstanbul.webp',
    type: 'webp',
    root: 1,
    isFavourite: true,
    recipe: { prompt: '<b>&amp;', model: 'm' },
    modifiedAt: daysAgo(40),
    bytes: 20,
  }),
];
const entries = images.map((image) => entryOf(image));
const shown = (query: Partial<Query>) =>
  entries.filter(matcher({ ...everything, ...query }, now)).map(({ key }) => key);

test('a search finds all of its words, anywhere, whatever their case and accents', () => {
  const found = [
    '',
    '  ',
    'BOAT',
    'boat sunrise',
    'ete',
    'ÉTÉ',
    'їжак',
    'їЖАК port',
    '<b>',
    'fluß',
    '.png',
    'istanbul',
    'no',
  ];
  assert.deepEqual(Object.fromEntries(found.map((text) => [text, shown({ text })])), {
    '': ['boat', 'harbour', 'star'],
    '  ': ['boat', 'harbour', 'star'],
    BOAT: ['boat', 'harbour'],
    'boat sunrise': ['boat'],
    ete: ['harbour'],
    ÉTÉ: ['harbour'],
    їжак: ['harbour'],
    'їЖАК port': ['harbour'],
    '<b>': ['star'],
    fluß: ['boat'],
    '.png': ['boat'],
    istanbul: ['star'],
    no: [],
  });
});

test('each filter leaves out what it does not mean', () => {
  const queries: readonly Partial<Query>[] = [
    { model: 'with' },
    { recipe: 'with' },
    { recipe: 'without' },
    { uses: 'used' },
    { uses: 'unused' },
    { type: 'svg' },
    { onlyFavourites: true },
    { date: 'today' },
    { date: 'week' },
    { date: 'month' },
    { date: 'year' },
    { folder: { root: 0, path: 'docs' } },
    { folder: { root: 0, path: 'docs/images' } },
    { folder: { root: 1, path: '' } },
    { folder: { root: 1, path: 'docs' } },
    { uses: 'unused', text: 'boat' },
  ];
  assert.deepEqual(
    queries.map((query) => shown(query)),
    [
      ['boat'],
      ['boat', 'star'],
      ['harbour'],
      ['harbour'],
      ['boat', 'star'],
      ['harbour'],
      ['star'],
      ['boat'],
      ['boat', 'harbour'],
      ['boat', 'harbour'],
      ['boat', 'harbour', 'star'],
      ['boat', 'harbour'],
      ['boat'],
      ['star'],
      [],
      ['boat'],
    ],
  );
  assert.deepEqual(queries.map((query) => isFiltering({ ...everything, ...query })).includes(false), false);
});

test('images stand by date, by name as people count, or by size, in both directions', () => {
  const order = (sort: Query['sort'], isDescending: boolean) =>
    entries.toSorted(comparer({ ...everything, sort, isDescending })).map(({ key }) => key);
  assert.deepEqual(
    (['date', 'name', 'size'] as const).map((sort) => [order(sort, false), order(sort, true)]),
    [
      [
        ['star', 'harbour', 'boat'],
        ['boat', 'harbour', 'star'],
      ],
      [
        ['harbour', 'boat', 'star'],
        ['star', 'boat', 'harbour'],
      ],
      [
        ['harbour', 'star', 'boat'],
        ['boat', 'star', 'harbour'],
      ],
    ],
  );
});

test('what is equal stands by its path in both directions', () => {
  const twins = ['b', 'a'].map((name) => entryOf(imageOf(name)));
  const orders = [true, false].map((isDescending) => twins.toSorted(comparer({ ...everything, isDescending })));
  assert.deepEqual(
    orders.map((order) => order.map(({ key }) => key)),
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  );
});

test('a word among ten thousand images with long prompts is found', (context) => {
  const prompt = 'A paper boat floating on calm water at sunrise, with much to say about the light. '.repeat(10);
  const many = Array.from({ length: 10_000 }, (_, index) =>
    entryOf(imageOf(`image-${index}`, { recipe: { prompt: `${prompt}${index}`, model: 'm' } })),
  );
  const start = performance.now();
  const found = many.filter(matcher({ ...everything, text: 'sunrise 999' }, now));
  context.diagnostic(`${(performance.now() - start).toFixed(1)} ms`);
  assert.equal(found.length, 19);
});

test('a pasted book is searched for by its beginning', () => {
  assert.deepEqual(shown({ text: `boat ${' '.repeat(300)}nothing` }), ['boat', 'harbour']);
});
