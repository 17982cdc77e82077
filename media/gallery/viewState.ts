import type { Draft } from '../../src/gallery/protocol.ts';
import { days, everything, sorts, types, type Folder, type Query } from './query.ts';

/** What the page is again after a reload. */
export interface ViewState {
  readonly draft: Partial<Draft> | undefined;
  readonly query: Query;
  readonly scrollTop: number;
  readonly selection: readonly string[];
  /** The id of the image that keys go from. */
  readonly current: string | undefined;
  readonly isDetailsOpen: boolean;
  /** The id of the image that stands beside its earlier versions. */
  readonly comparing: string | undefined;
}

/** Whatever is not as it should be is as it is at first: the state may be from another version. */
export function readViewState(value: unknown): ViewState {
  const { draft, query, scrollTop, selection, current, isDetailsOpen, comparing } = recordOf(value);
  return {
    draft: readDraft(draft),
    query: readQuery(query),
    scrollTop: typeof scrollTop === 'number' && scrollTop > 0 && Number.isFinite(scrollTop) ? scrollTop : 0,
    selection: Array.isArray(selection) ? selection.filter((id) => typeof id === 'string') : [],
    current: typeof current === 'string' ? current : undefined,
    isDetailsOpen: isDetailsOpen === true,
    comparing: typeof comparing === 'string' ? comparing : undefined,
  };
}

function readDraft(value: unknown): Partial<Draft> | undefined {
  if (value === undefined) return undefined;
  const { prompt, count, choices, parent } = recordOf(value);
  const texts = recordOf(choices);
  const choice = (name: string): string => textOf(texts[name]);
  return {
    prompt: textOf(prompt),
    ...(Number.isInteger(count) && { count: Number(count) }),
    ...(choices !== undefined && {
      choices: {
        size: choice('size'),
        quality: choice('quality'),
        style: choice('style'),
        background: choice('background'),
        outputFormat: choice('outputFormat'),
      },
    }),
    ...(typeof parent === 'string' && { parent }),
  };
}

function readQuery(value: unknown): Query {
  const { text, model, date, onlyFavourites, recipe, uses, type, folder, sort, isDescending } = recordOf(value);
  return {
    text: textOf(text),
    model: textOf(model),
    date: oneOf(days, date, everything.date),
    onlyFavourites: onlyFavourites === true,
    recipe: oneOf(['', 'with', 'without'], recipe, everything.recipe),
    uses: oneOf(['', 'used', 'unused'], uses, everything.uses),
    type: oneOf(['', ...types], type, everything.type),
    folder: readFolder(folder),
    sort: oneOf(sorts, sort, everything.sort),
    isDescending: typeof isDescending === 'boolean' ? isDescending : everything.isDescending,
  };
}

function readFolder(value: unknown): Folder | undefined {
  const { root, path } = recordOf(value);
  return typeof root === 'number' && Number.isInteger(root) && typeof path === 'string' ? { root, path } : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function oneOf<Value>(values: readonly Value[], value: unknown, otherwise: Value): Value {
  return values.find((one) => one === value) ?? otherwise;
}
