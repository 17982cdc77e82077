import { markupFamily, type MarkupFamily } from '../markup/markupLanguages.ts';

/** Where a comment is about what readers see, and one word is a prompt. */
const proseFamilies: ReadonlySet<MarkupFamily> = new Set([
  ...(['markdown', 'html', 'closedHtml', 'atSignHtml', 'pug', 'haml', 'slim'] as const),
  ...(['asciidoc', 'restructuredtext', 'latex', 'typst', 'org'] as const),
]);

/** Where a key named `image` is a part of the language, and commenting it out is common. */
const keyLanguages: ReadonlySet<string> = new Set(
  'yaml dockercompose dockerfile toml ini properties json jsonc terraform hcl'.split(' '),
);

const onlyPath = /^(?:\S+\.(?:png|jpe?g|webp|gif|avif|svg)|\w+:\/\/\S*)$/i;
const word = /^[("'“‘«„¿¡]*\p{L}[\p{L}\p{M}\p{N}'’ʼ-]*[)"'”’».,;:!?…]*$/u;
/** Scripts that put no spaces between words. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]{4}/u;

/** A type, a value or a call, as in code that is commented out: `string | null`, `load(name),`, `{ uri }` */
const codeLike =
  /[,;]$|^[[{(<]|\||=>|&&|\?\?|\[\]|[\w$]\((?!e?s\))|\w<\w|\b(?:null|nullptr|undefined|None|nil)\b|^(?:string|number|bool(?:ean)?|int(?:eger)?|float|double|str|bytes|buffer|blob|ndarray|tensor|url|uri)(?:\s+(?:or|and)\b|\s*[,;:(=/—–-])/;

/** Whether a comment that begins as one for an image goes on as a prompt. `isLoud`: it says so in more than one word. */
export function isPromptIn(prompt: string, languageId: string, isLoud: boolean): boolean {
  if (!/\p{L}/u.test(prompt) || onlyPath.test(prompt)) return false;
  if (proseFamilies.has(markupFamily(languageId))) return true;
  const fewest = keyLanguages.has(languageId) && !isLoud ? 3 : 2;
  return !codeLike.test(prompt) && wordCount(prompt.slice(0, 2000)) >= fewest;
}

function wordCount(prompt: string): number {
  if (unspaced.test(prompt)) return Infinity;
  return prompt.split(' ').filter((each) => word.test(each)).length;
}
