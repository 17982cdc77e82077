import { imageBehind, type ReadingPlace } from './imageReferenceReading.ts';
import type { OffsetRange } from './trackedRange.ts';

const command = /\\include(?:graphics|svg)\*?/g;

/** How far the options and the path of a command reach. */
const longestCommand = 2048;

/** The options in brackets, where braces hold what is not looked at; then the path. */
const argument = /^\s*(?:\[((?:[^\]{}\\]|\\[^]|\{(?:[^{}\\]|\\[^]|\{\})*\})*)\]\s*)?\{\s*/;

/** LaTeX looks for these by itself, in this order. */
const extensions = ['png', 'jpg', 'jpeg', 'svg', 'PNG', 'JPG', 'JPEG', 'webp', 'gif', 'avif'];

export interface IncludedImage {
  /** Of the path, as it stands in the braces. */
  readonly path: OffsetRange;
  readonly options: string;
}

/** The commands of LaTeX that include an image, within a stretch of a text. */
export function* includedImages(text: string): Generator<IncludedImage> {
  const ends = Array.from(text.matchAll(command), ({ index, 0: { length } }) => index + length);
  for (const [number, start] of ends.entries()) {
    const rest = text.slice(start, Math.min(start + longestCommand, ends[number + 1] ?? text.length));
    const [before, options = ''] = argument.exec(rest) ?? [];
    if (before === undefined) continue;
    const path = /^[^{}\r\n]*(?=\})/.exec(rest.slice(before.length))?.[0].trimEnd() ?? '';
    const pathStart = start + before.length;
    if (path !== '') yield { options, path: { start: pathStart, end: pathStart + path.length } };
  }
}

/** The images that LaTeX includes without an extension. */
export function bareReferences(text: string, place: ReadingPlace): readonly (OffsetRange & { path: string })[] {
  const found = [];
  for (const { path: range } of includedImages(text)) {
    const written = text.slice(range.start, range.end);
    for (const extension of extensions) {
      const path = imageBehind(`${written}.${extension}`, place);
      if (path === undefined) continue;
      found.push({ ...range, path });
      break;
    }
  }
  return found;
}
