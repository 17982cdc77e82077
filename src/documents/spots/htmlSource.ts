import { knownCommentMarks } from '../comments/commentTable.ts';

/** Until the next opening: what is not closed costs no second look. */
const between = (open: string, close: string): string => `${open}(?:(?!${open})[^])*?${close}`;

const placeholders = [
  between(String.raw`\{\{`, String.raw`\}\}`),
  between(String.raw`\{%`, '%\\}'),
  between('<%', '%>'),
  String.raw`<\?[^]*?(?:\?>|$)`,
].join('|');
const ofEngines = new RegExp(placeholders, 'g');
const ofJinja = new RegExp(`${between(String.raw`\{#`, String.raw`#\}`)}|${placeholders}`, 'g');

const blank = (written: string): string => written.replace(/[^\n]/g, ' ');

/**
 * A page as the HTML parser reads it best, with all offsets in place: what a template engine fills in begins with `{{`
 * and holds no mark of HTML, and the parser's own ideas of comments and of elements that hold text are met.
 */
export function htmlSource(text: string, languageId = 'html'): string {
  const hasHashes = knownCommentMarks(languageId).block.some(([open]) => open === '{#');
  const filled = /\{[{%#]|<[%?]/.test(text)
    ? text.replace(hasHashes ? ofJinja : ofEngines, (written) => `{{${'x'.repeat(written.length - 2)}`)
    : text;
  return filled
    .replace(/<!---?>/g, blank)
    .replace(/<\/?(?:script|style|textarea)\b/gi, (name) => name.toLowerCase())
    .replace(
      /(<\/(?:script|style|textarea))([\s/][^<>]*)>/g,
      (_, name: string, rest: string) => `${name}>${blank(rest)}`,
    )
    .replace(/(<title\b[^<>]*>)((?:(?!<title\b)[^])*?)(?=<\/title)/gi, (_, tag: string, words: string) =>
      tag.concat(words.replaceAll('<', ' ')),
    );
}
