const longestAltText = 125;

/**
 * One well-formed line: white space folded to single spaces, control characters and bidirectional overrides dropped
 * (they would let a line of source read differently from what it says, CVE-2021-42574).
 */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\s\u0085])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

/**
 * A prompt as alternative text: one line of at most 125 characters as a reader counts them, cut at a word with `…`.
 * The full stop of a single sentence is dropped; a text with more than one keeps them all.
 */
export function altText(prompt: string): string {
  const line = withoutOnlyFullStop(plainLine(prompt));
  const limit = graphemeEnds(line, longestAltText + 1);
  if (limit.length <= longestAltText) return line;
  const room = line.slice(0, limit[longestAltText - 2]);
  return `${atWordBoundary(room, line).replace(/[\s,;:.\-–—]+$/u, '')}…`;
}

function withoutOnlyFullStop(line: string): string {
  return /^[^.。]*[.。]$/u.test(line) ? line.slice(0, -1).trimEnd() : line;
}

/** The end offsets of the first `count` graphemes. */
function graphemeEnds(text: string, count: number): readonly number[] {
  const ends: number[] = [];
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    ends.push(index + segment.length);
    if (ends.length === count) break;
  }
  return ends;
}

/** Scripts without spaces, and a word that fills the line by itself, are cut where the room ends. */
function atWordBoundary(room: string, line: string): string {
  if (!/^[\p{L}\p{M}\p{N}'’-]/u.test(line.slice(room.length))) return room;
  const space = room.lastIndexOf(' ');
  return space > room.length / 2 ? room.slice(0, space) : room;
}
