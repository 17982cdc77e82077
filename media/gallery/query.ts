import type { ImageType } from '../../src/images/image.ts';
import { folded, type Entry } from './entry.ts';

export const days = ['', 'today', 'week', 'month', 'year'] as const;
export const sorts = ['date', 'name', 'size'] as const;
export const types = ['png', 'jpeg', 'webp', 'gif', 'avif', 'svg'] as const satisfies readonly ImageType[];

/** What of the gallery is shown, and in which order. Empty text in a filter lets all through. */
export interface Query {
  readonly text: string;
  readonly model: string;
  readonly date: (typeof days)[number];
  readonly onlyFavourites: boolean;
  readonly recipe: '' | 'with' | 'without';
  readonly uses: '' | 'used' | 'unused';
  readonly type: '' | ImageType;
  readonly folder?: Folder | undefined;
  readonly sort: (typeof sorts)[number];
  readonly isDescending: boolean;
}

export interface Folder {
  readonly root: number;
  /** Relative to the root; empty for all of it. */
  readonly path: string;
}

export const everything: Query = {
  text: '',
  model: '',
  date: '',
  onlyFavourites: false,
  recipe: '',
  uses: '',
  type: '',
  sort: 'date',
  isDescending: true,
};

/** A search needs no more, and a pasted book would search for ever. */
export const longestSearch = 200;

const dayMs = 86_400_000;

/** The same order, with nothing filtered out. */
export function unfiltered({ sort, isDescending }: Query): Query {
  return { ...everything, sort, isDescending };
}

/** How many filters stand, the search text not counted. */
export function countFilters(query: Query): number {
  const { model, date, onlyFavourites, recipe, uses, type, folder } = query;
  return [model, date, onlyFavourites, recipe, uses, type, folder].filter(Boolean).length;
}

export function isFiltering(query: Query): boolean {
  return query.text.trim() !== '' || countFilters(query) > 0;
}

/** @param now milliseconds since 1970 */
export function matcher(query: Query, now: number): (entry: Entry) => boolean {
  const words = folded(query.text.slice(0, longestSearch)).split(/\s+/).filter(Boolean);
  const tests = [
    ...filtersOf(query, now),
    ...words.map(
      (word): Test =>
        ({ haystack }) =>
          haystack.includes(word),
    ),
  ];
  return (entry) => tests.every((test) => test(entry));
}

type Test = (entry: Entry) => boolean;

/** Only the filters that stand: the others cost nothing. */
function filtersOf({ model, date, onlyFavourites, recipe, uses, type, folder }: Query, now: number): Test[] {
  const tests: Test[] = [];
  if (onlyFavourites) tests.push(({ image }) => image.isFavourite);
  if (model !== '') tests.push(({ image }) => image.recipe?.model === model);
  if (recipe !== '') tests.push(({ image }) => (image.recipe !== undefined) === (recipe === 'with'));
  if (uses !== '') tests.push(({ image }) => image.uses > 0 === (uses === 'used'));
  if (type !== '') tests.push(({ image }) => image.type === type);
  if (date !== '') {
    const since = startOf(date, now);
    tests.push(({ image }) => image.modifiedAt >= since);
  }
  if (folder) {
    const start = folder.path === '' ? '' : `${folder.path}/`;
    tests.push(({ image }) => image.root === folder.root && image.path.startsWith(start));
  }
  return tests;
}

/** `today` begins at midnight where the user is; the others are so many days long. */
function startOf(date: Exclude<Query['date'], ''>, now: number): number {
  if (date === 'today') return new Date(now).setHours(0, 0, 0, 0);
  return now - { week: 7, month: 30, year: 365 }[date] * dayMs;
}

const { compare: compareNames } = new Intl.Collator(undefined, { numeric: true });

const orders: Readonly<Record<Query['sort'], (one: Entry, other: Entry) => number>> = {
  date: (one, other) => one.image.modifiedAt - other.image.modifiedAt,
  name: (one, other) => compareNames(one.name, other.name),
  size: (one, other) => one.image.bytes - other.image.bytes,
};

/** A total order: what is equal stands by its path, whatever the direction. */
export function comparer({ sort, isDescending }: Query): (one: Entry, other: Entry) => number {
  const order = orders[sort];
  const sign = isDescending ? -1 : 1;
  return (one, other) => sign * order(one, other) || byPath(one, other);
}

function byPath({ image: one }: Entry, { image: other }: Entry): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.root - other.root;
}
