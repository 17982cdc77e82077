import { plainLine } from './markup/altText.ts';
import { attributeBeside, type Surroundings } from './imageReferenceAttribute.ts';
import { withoutEntities, withoutEscapes } from './imageReferenceEscapes.ts';
import { includedImages } from './imageReferenceLatex.ts';
import type { OffsetRange } from './trackedRange.ts';

/** How far from its image an alternative text is looked for. */
const reach = 1024;

/** The alternative text of the image whose path stands in a range, as one plain line; '' when there is none. */
export function altTextBeside(text: string, { start, end }: OffsetRange): string {
  const before = text.slice(Math.max(0, start - reach), start);
  const after = text.slice(end, end + reach);
  const surroundings = { text, start, end, before, after };
  for (const read of readers) {
    const alt = read(surroundings);
    if (alt !== undefined) return plainLine(alt);
  }
  return '';
}

const readers: readonly ((surroundings: Surroundings) => string | undefined)[] = [
  markdownAlt,
  asciidocAlt,
  restructuredtextAlt,
  latexAlt,
  orgAlt,
  attributeBeside,
];

/** `![alt](…` or `![alt](<…`, where brackets in the text come in pairs or with a backslash. */
function markdownAlt({ before }: Surroundings): string | undefined {
  const [tail] = /\]\([^\S\r\n]?<?[^\s()<>]{0,200}$/.exec(before.slice(-210)) ?? [];
  if (tail === undefined) return undefined;
  const close = before.length - tail.length;
  let depth = 1;
  for (let index = close - 1; index > 0; index--) {
    const character = before.charAt(index);
    if ((character !== '[' && character !== ']') || isEscaped(before, index)) continue;
    depth += character === ']' ? 1 : -1;
    if (depth > 0) continue;
    const text = before.slice(index + 1, close);
    return before.charAt(index - 1) === '!' ? markdownText(text) : undefined;
  }
  return undefined;
}

/** An escaped character is no part of a reference: `\&amp;`. */
function markdownText(text: string): string {
  const parts = text.split(/(\\[^])/);
  return parts.map((part, index) => (index % 2 === 0 ? withoutEntities(part) : withoutEscapes(part))).join('');
}

function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charAt(first - 1) === '\\') first--;
  return (index - first) % 2 === 1;
}

/** `image::a.png[alt,300,200]`, `image:a.png["alt, with commas"]`, `image::a.png[width=300,alt=alt]` */
function asciidocAlt({ before, after }: Surroundings): string | undefined {
  if (!/image::?[^\s[\]]{0,200}$/.test(before.slice(-210))) return undefined;
  const list = /^\[((?:[^\]\\\r\n]|\\.)*)\]/.exec(after)?.[1];
  if (list === undefined) return undefined;
  const attributes = list.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? [];
  const named = attributes.map((attribute) => /^\s*alt\s*=(.*)$/s.exec(attribute)?.[1]).find((value) => value);
  const positional = list.startsWith(',') || /^\s*[\w-]+\s*=/.test(attributes[0] ?? '') ? '' : attributes[0];
  const value = (named ?? positional ?? '').trim();
  return withoutEntities(withoutEscapes(/^"(.*)"$/s.exec(value)?.[1] ?? value));
}

/** The options of a directive are the indented lines below it. */
function restructuredtextAlt({ before, after }: Surroundings): string | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (!/^[ \t]*(?:[-*] )?\.\. (?:\|[^|]{1,100}\| )?(?:image|figure)::/.test(line)) return undefined;
  const [options = ''] = /^[^\r\n]*(?:\r?\n[ \t]+:[^\r\n]*|\r?\n[ \t]+[^\s:][^\r\n]*)*/.exec(after) ?? [];
  return /\n[ \t]+:alt:([^\r\n]*)/.exec(options)?.[1] ?? '';
}

function latexAlt({ before, after }: Surroundings): string | undefined {
  const command = before.lastIndexOf('\\include');
  if (command === -1) return undefined;
  const [image] = includedImages(`${before.slice(command)}x${after.slice(0, after.indexOf('}') + 1)}`);
  if (image?.path.start !== before.length - command) return undefined;
  const value = /(?:^|,)\s*alt\s*=\s*(?:\{((?:[^{}\\]|\\[^]|\{\})*)\}|([^,]*))/.exec(image.options);
  return withoutEscapes(value?.[1] ?? value?.[2] ?? '');
}

/** `#+ATTR_HTML: :alt text` on one of the keyword lines above the link. */
function orgAlt({ before }: Surroundings): string | undefined {
  if (!/\[\[(?:file:)?[^\s[\]]{0,200}$/.test(before.slice(-210))) return undefined;
  const [keywords = ''] = /(?:^|\n)(?:[ \t]*#\+[^\n]*\n)+[^\n]*$/.exec(before) ?? [];
  const attributes = /#\+ATTR_HTML:([^\n]*)/i.exec(keywords)?.[1] ?? '';
  const alt = /(?:^|\s):alt\s+(.*?)(?=\s+:[-\w]+(?:\s|$)|$)/.exec(attributes.trimEnd())?.[1] ?? '';
  return alt.replaceAll('\u200B:', ':');
}
