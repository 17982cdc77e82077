import type { CommentSpot, LinkSpot } from './imageSpot.ts';

/** A comment that only names an image, as languages without images have it: `# images/boat.png` */
const namesImage =
  /^\s*(?:\/\/|\/\*|#|--|;|%|<!--|"|'|rem\s|\{-|\(\*)+\s*(?:background-image:\s*url\(\s*["']?)?[^\s"'()<>]+\.(?:png|jpe?g|webp|gif|avif|svg)["');\s]*(?:\*\/|-->|-\}|\*\)|"|')?\s*$/i;

/** A comment whose image stands behind it on its line, or on the next line that is not blank, asks for nothing. */
export function withServed(
  comments: readonly CommentSpot[],
  links: readonly LinkSpot[],
  text: string,
): readonly CommentSpot[] {
  const starts = startsOf(links);
  return comments.map((comment) => (isServed(comment, starts, text) ? { ...comment, isServed: true } : comment));
}

/** Where images begin, and where their addresses do, in order: a comment may stand within a tag. */
function startsOf(links: readonly LinkSpot[]): readonly number[] {
  const starts = new Set(links.flatMap(({ whole, address }) => [whole.start, address.start]));
  return [...starts].sort((one, other) => one - other);
}

function isServed({ whole }: CommentSpot, starts: readonly number[], text: string): boolean {
  const line = nextLine(text, whole.end);
  const first = starts[countBelow(starts, whole.end)] ?? Infinity;
  const isShown = first < line.end && isFirst(text.slice(Math.max(line.start, whole.end), first));
  return isShown || namesImage.test(text.slice(line.start, line.end));
}

function countBelow(starts: readonly number[], limit: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tags and marks may stand before the image, but no words. */
function isFirst(before: string): boolean {
  return !/[\p{L}\p{N}]/u.test(before.replace(/<[^<>]*>/g, ''));
}

/** The next line with something on it; keyword lines of Org and blank ones may stand between. */
function nextLine(text: string, from: number): { readonly start: number; readonly end: number } {
  const rest = /^[^\n]*\n(?:[^\S\n]*(?:#\+[^\n]*)?\n)*/.exec(text.slice(from, from + 4096))?.[0].length ?? 0;
  const start = from + rest;
  const feed = text.indexOf('\n', start);
  return { start, end: feed === -1 ? text.length : feed };
}
