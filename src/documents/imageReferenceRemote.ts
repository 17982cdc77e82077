import type { OffsetRange } from './trackedRange.ts';

const slashes = String.raw`(?:\\?\/){2}(?=[^\s/\\])`;
const inlineData = '(?:data|blob):(?=[^\\s"\'`])';
const localFile = String.raw`file:(?:\\?\/){2}localhost\\?\/`;
const opening = `(?!${localFile})(?:(?:[a-z][a-z\\d+.-]{0,20}:)?${slashes}|${inlineData})`;
/** Balanced brackets belong to an address: `a_(b).png`, `{id}`. */
const rest = String.raw`(?:[^\s"'\u0060<>()[\]{}|\\]|\\\/|\([^()\s]{0,200}\)|\{{1,2}[^{}\s]{0,200}\}{1,2})*`;

/** At the start of a line two slashes rather open a comment, unless a domain follows. */
const withoutScheme = String.raw`(?:(?<!^[ \t]*)|(?=\/\/[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\/))(?<![\p{L}\p{N}_.~%/\\:-])`;

const remoteAddress = new RegExp(
  [
    // In quotes an address may have spaces; a comma with a space comes before the next one of a srcset.
    `(["'\`])${opening}(?:(?!\\1|, )[^\\r\\n])*(?=\\1|, )`,
    `<${opening}[^<>\\r\\n]*(?=>)`,
    `(?<=[a-z\\d])(?<!\\bfile(?=:\\W{2,4}localhost\\W)):${slashes}${rest}`,
    `${withoutScheme}${slashes}${rest}`,
    `\\b${inlineData}${rest}`,
  ].join('|'),
  'gimu',
);

/** The stretches of a text that are addresses of something else than a local file, in order and apart, as they are asked for. */
export function* remoteAddresses(text: string): Generator<OffsetRange> {
  for (const { index, 0: address } of text.matchAll(remoteAddress)) yield { start: index, end: index + address.length };
}
