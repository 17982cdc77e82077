import { withoutEscapes } from '../imageReferenceEscapes.ts';

/** Commands that say nothing to a reader, with what is in their braces. */
const silent =
  /\\(?:label|(?:page|name|eq|c|C|auto)?ref|[a-zA-Z]*cite[a-z]*|includegraphics|includesvg|caption|vspace|hspace|index|footnote|footnotemark|input|include|bibliography|usepackage|documentclass|pagestyle|thispagestyle|setlength|begin|end|color|textcolor|fontsize)(?![a-zA-Z])\*?(?:\s?\[[^\]]{0,1000}\]){0,2}(?:\s?\{[^{}]{0,1000}\})?/g;

const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  '"': '\u0308',
  c: '\u0327',
  v: '\u030C',
  u: '\u0306',
  H: '\u030B',
  k: '\u0328',
  r: '\u030A',
};

const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  oe: 'œ',
  aa: 'å',
  i: 'i',
  j: 'j',
};

/** The words of a text with commands: a caption, a heading, a paragraph. */
export function latexWords(source: string): string {
  return withoutEscapes(
    source
      .replace(/(?<!\\)%[^\n]*\n?[ \t]*/g, '')
      .replace(silent, '')
      .replace(/\\(?:([`'^~=."])|([cvuHkr])(?![a-zA-Z]))\s*(?:\{\s*\\?([a-zA-Z])\s*\}|\\?([a-zA-Z]))/g, accented)
      .replace(/\\(ss|ae|oe|aa|[oOlLij])(?![a-zA-Z])(?:\{\}|[^\S\n]+)?/g, (_, name: string) => letters[name] ?? '')
      .replace(/\\\\(?:\[[^\]]{0,100}\])?|(?<!\\)~/g, ' '),
  )
    .replace(/\\[a-zA-Z@]+\*?(?:\[[^\]]{0,300}\])?[^\S\n]?/g, '')
    .replace(/\\([^a-zA-Z])/g, '$1')
    .replace(/(?<!\\)[{}$]/g, '')
    .replace(/``|''/g, '"')
    .replace(/---?/g, '–')
    .normalize('NFC');
}

function accented(whole: string, sign?: string, name?: string, ...letter: readonly unknown[]): string {
  const [braced, bare] = letter as [string | undefined, string | undefined];
  const base = braced ?? bare;
  return base === undefined ? whole : base + (accents[sign ?? name ?? ''] ?? '');
}
