import type { OffsetRange } from './trackedRange.ts';

/** The most starts that are offered for one ending; those farther away are no longer plausible. */
const mostStarts = 32;

/** Enough to see what stands before a start. */
const context = 24;

const behind = [
  /[\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'`<>=,:;|*?!–—。、，：；]/u,
  // The escaped white space of a JSON string.
  /\\[nrt]/,
  // `%PUBLIC_URL%/a.png`, `@/a.png`, `~/a.png`
  /[%@~](?=\\?\/)/,
  /file:(?:\\?\/){2}(?:localhost)?(?=\\?\/)/,
  // A comment without a space, or emphasis.
  /(?<!\S)(?:\/{2,4}!?|#{1,4}|%{1,4}|-{2,3}|_)/,
  /(?<![^])/,
];

const startOfPath = new RegExp(`(?<=${behind.map(({ source }) => source).join('|')})(?=\\S)`, 'giu');

const openings: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '>': '<',
  ')': '(',
  ']': '[',
  '}': '{',
};

/**
 * Where a path within a stretch may start that ends with it, on its line: first behind the quote or bracket that closes
 * there, then from the longest path to the shortest. Only in quotes may a path hold an earlier ending: `a.png copy.png`.
 */
export function pathStarts(text: string, { start, end }: OffsetRange, earlierEnd: number): readonly number[] {
  const windowStart = Math.max(0, start - context);
  const window = text.slice(windowStart, end);
  const line = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('\r')) + 1;
  const first = Math.max(line, start - windowStart);
  const closing = text.charAt(text.charAt(end) === '\\' ? end + 1 : end);
  const opening = openings[closing];
  const quoted = opening === undefined ? -1 : window.lastIndexOf(opening) + 1;
  const bareFrom = Math.max(windowStart + first, earlierEnd);
  const bare = bareStarts(text, bareFrom, end).filter((offset) => offset !== windowStart + quoted);
  return quoted > 0 && quoted >= first ? [windowStart + quoted, ...bare] : bare;
}

function bareStarts(text: string, from: number, end: number): readonly number[] {
  const windowStart = Math.max(0, from - context);
  const matches = text.slice(windowStart, end).matchAll(startOfPath);
  const starts = Array.from(matches, ({ index }) => windowStart + index);
  return starts.filter((start) => start >= from).slice(-mostStarts);
}
