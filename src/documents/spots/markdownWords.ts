import { withoutEntities } from '../imageReferenceEscapes.ts';

/** https://spec.commonmark.org/0.31.2/#backslash-escapes */
export function withoutMarkdownEscapes(text: string): string {
  const parts = text.split(/(\\[!-/:-@[-`{-~])/);
  // An escaped character is no part of a reference: `\&amp;`
  return parts.map((part, index) => (index % 2 === 0 ? withoutEntities(part) : part.slice(1))).join('');
}

/** The words of a text with marks: of links and images what they say, without emphasis and code marks. */
export function markdownWords(text: string, isWithoutImages = false): string {
  const images = text.replace(
    /!\[((?:[^\]\\]|\\.){0,1000})\](?:\((?:[^()\\]|\\.){0,1000}\)|\[[^\]]{0,200}\])?/g,
    isWithoutImages ? ' ' : '$1',
  );
  const links = images.replace(/\[((?:[^\]\\]|\\.){0,1000})\](?:\((?:[^()\\]|\\.){0,1000}\)|\[[^\]]{0,200}\])/g, '$1');
  const tags = links.replace(/<\/?[a-z][^<>]{0,1000}>|<!--[^]{0,1000}?-->/gi, ' ');
  const plain = tags
    .replace(/(?<!\\)(\*{1,3}|~~)(?=\S)/g, '')
    .replace(/(?<=[^\s\\])(\*{1,3}|~~)/g, '')
    .replace(/(?<![\p{L}\p{N}\\])_{1,3}(?=\S)|(?<=[^\s\\])_{1,3}(?![\p{L}\p{N}])/gu, '')
    .replace(/(?<!\\)`+/g, '');
  return withoutMarkdownEscapes(plain);
}
