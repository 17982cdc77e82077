import type { OffsetRange } from '../trackedRange.ts';
import { describedBy } from './describedLink.ts';
import type { LinkSpot } from './imageSpot.ts';
import { isLiteralAddress } from './imageAddress.ts';
import { restructuredtextWords } from './restructuredtextWords.ts';
import { indentationOf, isBlank, type TextLine } from './textLines.ts';

/** `.. image:: path`, at a column of a line. */
export interface ImageDirective {
  readonly lines: readonly TextLine[];
  readonly index: number;
  readonly column: number;
  readonly isFigure: boolean;
  /** Where the path begins in its line, or the line's end. */
  readonly argument: number;
  /** The substitution that it defines. */
  readonly name?: string | undefined;
}

/** The builders of Sphinx choose among these for `map.*`. */
const extensions = ['png', 'svg', 'jpg', 'jpeg', 'gif', 'webp', 'pdf', 'avif'];

/** The image of a directive; undefined when it names none. */
export function directiveImage({ lines, index, column, ...directive }: ImageDirective): LinkSpot | undefined {
  const line = lines[index];
  if (!line) return undefined;
  let last = index;
  let address = trimmed(line, directive.argument);
  const below = lines[index + 1];
  if (address.start === address.end && below && isInside(below, column) && !/^\s*:/.test(below.text)) {
    address = trimmed(below, 0);
    last++;
  }
  const { options, end } = optionsBelow(lines, last, column);
  const written = textIn(lines, last, index, address);
  const path = pathOf(written);
  if (!isLiteralAddress(path)) return undefined;
  const [, stem] = /^(.*)\.\*$/s.exec(path) ?? [];
  const whole = { start: line.start + column, end: trimmed(lines[end] ?? line, 0).end };
  return {
    ...{ kind: 'link', reads: 'file', target: stem ?? path, whole, address },
    ...(stem !== undefined && { extensions }),
    ...describedBy({
      alt: options.get('alt') ?? directive.name,
      caption: directive.isFigure ? captionBelow(lines, end, column) : '',
      ...sizeOf(options),
    }),
  };
}

export function sizeOf(options: ReadonlyMap<string, string>): {
  width?: string | undefined;
  height?: string | undefined;
} {
  const [width, height] = ['width', 'height'].map((name) => options.get(name)?.replace(/\s+(?=px$)/, ''));
  return { width, height };
}

/** White space counts only behind a backslash: https://docutils.sourceforge.io/docs/ref/rst/directives.html#image */
export function pathOf(written: string): string {
  return written.replace(/\\([^])|\s+/g, '$1');
}

function textIn(lines: readonly TextLine[], last: number, index: number, { start, end }: OffsetRange): string {
  const line = lines[start >= (lines[last]?.start ?? Infinity) ? last : index];
  return line ? line.text.slice(start - line.start, end - line.start) : '';
}

function trimmed({ start, text }: TextLine, from: number): OffsetRange {
  const rest = text.slice(from);
  // A backslash keeps the space that is behind it.
  const words = rest.trim() + (/\\\s/.test(rest.slice(rest.trimEnd().length - 1)) ? ' ' : '');
  const at = start + from + (rest.length - rest.trimStart().length);
  return { start: at, end: at + words.length };
}

const isInside = (line: TextLine, column: number): boolean => !isBlank(line) && indentationOf(line) > column;

interface Options {
  readonly options: ReadonlyMap<string, string>;
  /** The last line of them. */
  readonly end: number;
}

function optionsBelow(lines: readonly TextLine[], from: number, column: number): Options {
  const options = new Map<string, string>();
  let name: string | undefined;
  let indentation = 0;
  let end = from;
  for (let line = lines[end + 1]; line && isInside(line, column); line = lines[end + 1]) {
    const [, option, value = ''] = /^\s*:([\w-]{1,40}):(?:\s+(.*))?$/.exec(line.text) ?? [];
    if (option !== undefined && (name === undefined || indentationOf(line) <= indentation)) {
      name = option.toLowerCase();
      indentation = indentationOf(line);
      options.set(name, value.trim());
    } else if (name !== undefined && indentationOf(line) > indentation) {
      options.set(name, `${options.get(name) ?? ''} ${line.text.trim()}`.trim());
    } else break;
    end++;
  }
  return { options, end };
}

const mostCaptionLines = 20;

/** The first paragraph of the figure's content, unless that is a comment. */
function captionBelow(lines: readonly TextLine[], end: number, column: number): string {
  let index = end + 1;
  for (let line = lines[index]; line && isBlank(line); line = lines[index]) index++;
  const words: string[] = [];
  for (
    let line = lines[index];
    line && isInside(line, column) && words.length < mostCaptionLines;
    line = lines[++index]
  )
    words.push(line.text.trim());
  return /^\.\.(?:\s|$)/.test(words[0] ?? '') ? '' : restructuredtextWords(words.join(' '));
}
