import type { OffsetRange } from '../trackedRange.ts';

/** How far the arguments of one command are looked for. */
const longestArgument = 5000;

/** What stands in brackets right behind a place, without them; white space and comments may come before. */
export function argumentBehind(text: string, from: number, open: '{' | '[' | '<'): OffsetRange | undefined {
  const start = behindSpace(text, from);
  if (text.charAt(start) !== open) return undefined;
  const close = open === '[' ? ']' : open === '<' ? '>' : '}';
  const last = Math.min(text.length, start + longestArgument);
  let depth = 0;
  for (let index = start + 1; index < last; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === '%') index = endOfLine(text, index);
    else if (depth === 0 && character === close) return { start: start + 1, end: index };
    else if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return undefined;
  }
  return undefined;
}

export interface CommandArguments {
  readonly options: OffsetRange | undefined;
  readonly argument: OffsetRange | undefined;
  /** Behind what was read. */
  readonly end: number;
}

/** `<overlay>`, `[options]` and `{argument}` of a command, of which only the last must be there. */
export function argumentsBehind(text: string, from: number): CommandArguments {
  const overlay = argumentBehind(text, from, '<');
  const options = argumentBehind(text, overlay ? overlay.end + 1 : from, '[');
  const before = options ?? overlay;
  const argument = argumentBehind(text, before ? before.end + 1 : from, '{');
  return { options, argument, end: argument ? argument.end + 1 : from };
}

/** The value of a key, without the braces around it: `width=4cm, alt={A boat, red}` */
export function optionOf(options: string, name: string): string {
  for (const item of itemsOf(options.replace(/(?<!\\)%[^\n]*\n?/g, ''))) {
    const equals = item.indexOf('=');
    if (equals === -1 || item.slice(0, equals).trim() !== name) continue;
    const value = item.slice(equals + 1).trim();
    return value.startsWith('{') && value.endsWith('}') ? value.slice(1, -1) : value;
  }
  return '';
}

/** Divided by the commas that stand in no braces. */
function* itemsOf(options: string): Generator<string> {
  let depth = 0;
  let start = 0;
  for (let index = 0; index < options.length; index++) {
    const character = options.charAt(index);
    if (character === '\\') index++;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === ',' && depth === 0) {
      yield options.slice(start, index);
      start = index + 1;
    }
  }
  yield options.slice(start);
}

function behindSpace(text: string, from: number): number {
  const space = /(?:[^\S\n]|\n(?![^\S\n]*\n)|%[^\n]*(?:\n|$))*/y;
  space.lastIndex = from;
  return from + (space.exec(text)?.[0].length ?? 0);
}

export function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed;
}
