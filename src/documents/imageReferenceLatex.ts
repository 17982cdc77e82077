import type { FoundImage, ImageLookUp } from './imageReferenceReading.ts';
import type { OffsetRange } from './trackedRange.ts';

const command = /\\include(?:graphics|svg)\*?/g;

/** How far the options and the path of a command reach. */
const longestCommand = 2048;

/** The slides of an overlay in angle brackets; the options in brackets, where braces hold what is not looked at; then the path. */
const argument = /^\s*(?:<[^<>\r\n]{0,100}>\s*)?(?:\[((?:[^\]{}\\]|\\[^]|\{(?:[^{}\\]|\\[^]|\{\})*\})*)\]\s*)?\{\s*/;

/** LaTeX looks for these by itself, in this order. */
const extensions = ['png', 'jpg', 'jpeg', 'svg', 'PNG', 'JPG', 'JPEG', 'webp', 'gif', 'avif'];

export interface IncludedImage {
  /** Of the path, as it stands in the braces. */
  readonly path: OffsetRange;
  readonly options: string;
}

/** The commands of LaTeX that include an image, within a stretch of a text. */
export function* includedImages(text: string): Generator<IncludedImage> {
  const commands = text.matchAll(command);
  for (let next = commands.next(); !next.done;) {
    const start = next.value.index + next.value[0].length;
    next = commands.next();
    const end = next.done ? text.length : next.value.index;
    const rest = text.slice(start, Math.min(start + longestCommand, end));
    const [before, options = ''] = argument.exec(rest) ?? [];
    if (before === undefined) continue;
    const path = /^[^{}\r\n]*(?=\})/.exec(rest.slice(before.length))?.[0].trimEnd() ?? '';
    const pathStart = start + before.length;
    if (path !== '') yield { options, path: { start: pathStart, end: pathStart + path.length } };
  }
}

/** The images that LaTeX includes without an extension; undefined stands for a command that includes none. */
export function* bareReferences(text: string, lookUp: ImageLookUp): Generator<FoundImage | undefined> {
  for (const { path: range } of includedImages(text)) {
    const written = text.slice(range.start, range.end);
    let path: string | undefined;
    for (const extension of extensions) path ??= lookUp.imageBehind(`${written}.${extension}`);
    yield path === undefined ? undefined : { ...range, path };
  }
}
