import type { ChangedRange } from '@lezer/common';

/** So long, texts are compared at once before it is looked at each character. */
const step = 1024;

/** From the first to the last character that differs. */
export function difference(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  const isSame = (from: number, to: number): boolean => before.slice(from, to) === after.slice(from, to);
  let start = 0;
  while (start + step <= shorter && isSame(start, start + step)) start += step;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const [last, lastAfter] = [before.length, after.length];
  const isSameEnd = (from: number, to: number): boolean =>
    before.slice(last - to, last - from) === after.slice(lastAfter - to, lastAfter - from);
  let end = 0;
  while (end + step <= shorter - start && isSameEnd(end, end + step)) end += step;
  while (end < shorter - start && before.charCodeAt(last - 1 - end) === after.charCodeAt(lastAfter - 1 - end)) end++;
  return { fromA: start, toA: last - end, fromB: start, toB: lastAfter - end };
}
