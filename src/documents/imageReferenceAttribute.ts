import { withoutEntities, withoutEscapes } from './imageReferenceEscapes.ts';
import type { OffsetRange } from './trackedRange.ts';

/** A path in a text, by its offsets. */
export interface Surroundings extends OffsetRange {
  readonly text: string;
  /** What comes before and after the path, as far as alternative texts are looked for. */
  readonly before: string;
  readonly after: string;
}

/** How many brackets before an image are tried as the start of its tag or call. */
const mostOpenings = 6;

const value = {
  /** HTML knows no backslashes, but in a JSON string each of its quotes has one. */
  tag: /(?<![\w:@.-])alt\s*=\s*(?:\{\s*)?(?:(\\?["'`])([^]*?)\1|([^\s"'`<>{}]+))/i,
  call: /(?<![\w:@.-])(?:"alt"|'alt'|alt)\s*(?:=>|[:=])\s*(["'`])((?:(?!\1)[^\\]|\\[^])*)\1/,
};

/**
 * The `alt` of the tag (`<img …>`), the call (`image(…)`) or the object (`{ src: … }`) around a path, before or after
 * it; undefined when there is none.
 */
export function attributeBeside({ text, start, end, before, after }: Surroundings): string | undefined {
  if (!/alt/i.test(before) && !/alt/i.test(after)) return undefined;
  const around = before + text.slice(start, end) + after;
  const path = { start: before.length, end: before.length + end - start };
  let openings = 0;
  for (let index = path.start - 1; index >= 0 && openings < mostOpenings; index--) {
    const character = around.charAt(index);
    const isTag = character === '<' && /[a-z]/i.test(around.charAt(index + 1));
    if (!isTag && character !== '(' && character !== '{') continue;
    openings++;
    const group = groupAround(around, index, path);
    const alt = group === undefined ? undefined : readValue(group, isTag);
    if (alt !== undefined) return alt;
    if (isTag && group !== undefined) return undefined;
  }
  return slimAttribute(before, after);
}

function readValue(group: string, isTag: boolean): string | undefined {
  const match = (isTag ? value.tag : value.call).exec(group);
  const found = match?.[2] ?? match?.[3];
  if (found === undefined) return undefined;
  return isTag ? withoutEntities(found) : withoutEscapes(found);
}

const closings: Readonly<Record<string, string>> = { '<': '>', '(': ')', '{': '}', '[': ']' };

/** The text from an opening bracket to its closing one, when the path stands right inside of it as a value. */
function groupAround(text: string, opening: number, path: OffsetRange): string | undefined {
  const isTag = text.charAt(opening) === '<';
  const open = [closings[text.charAt(opening)]];
  let quote = '';
  for (let index = opening + 1; index < text.length; index++) {
    const character = text.charAt(index);
    if (index === path.start) {
      const isValue = quote !== '' || (isTag && text.charAt(index - 1) === '=');
      if (!isValue || (!isTag && open.length > 1)) return undefined;
      index = path.end - 1;
    } else if (quote !== '') {
      if (character === '\\' && !isTag) index++;
      else if (character === quote) quote = '';
    } else if ('"\'`'.includes(character)) {
      quote = character;
    } else if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) return index < path.end ? undefined : text.slice(opening, index + 1);
    } else if (isTag && open.length === 1 && character === '<') {
      return undefined;
    } else if ('({['.includes(character)) {
      open.push(closings[character]);
    }
  }
  return undefined;
}

/** Slim has the attributes on the line, without brackets. */
function slimAttribute(before: string, after: string): string | undefined {
  const [line] = /(?:^|\n)[ \t]*img\s[^\n]*$/.exec(before) ?? [];
  return line === undefined ? undefined : readValue(`${line}"${/^[^\r\n]*/.exec(after)?.[0] ?? ''}`, true);
}
