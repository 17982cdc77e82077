import type { CommentMarks } from './comments.ts';
import type { CommentSyntax } from './commentSyntax.ts';
import { findClose } from './commentSyntax.ts';

/**
 * The words of a comment, or of any text, in one line: without comment marks, decoration, and the list, quote and
 * heading marks at line starts. A paragraph break becomes a space too, since a prompt is one line wherever it is shown.
 */
export function uncomment(text: string, syntax: CommentSyntax): string {
  const words: string[] = [];
  let close: string | undefined;
  for (const line of text.split(/[\r\n\v\f\u0085\u2028\u2029]+/)) {
    let rest = collapseSpace(line);
    if (close !== undefined && !rest.startsWith(close)) rest = withoutAsterisk(rest);
    while (rest !== '') {
      if (close === undefined) {
        const place = syntax.openingAtStart(rest);
        if (place?.opening.close === undefined) {
          words.push(place ? withoutOrnament(rest.slice(place.end)) : plainWords(rest, syntax.marks));
          break;
        }
        close = place.opening.close;
        rest = rest.slice(place.end);
      }
      const place = findClose(rest, 0, close);
      words.push(withoutOrnament(place ? beforeClose(rest.slice(0, place.start), close) : rest));
      if (!place) break;
      rest = rest.slice(place.end).trimStart();
      close = undefined;
    }
  }
  return collapseSpace(words.join(' '));
}

export function collapseSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A line outside of any comment, or one from the middle of a comment whose beginning was not selected. */
function plainWords(line: string, marks: CommentMarks): string {
  const hasAsterisks = marks.block.some(([open]) => open.endsWith('*'));
  const close = marks.block.map((pair) => pair[1]).find((mark) => endsWithClose(line, mark));
  if (close !== undefined) return withoutOrnament(beforeClose(line.slice(0, -close.length), close));
  if (/^[-=*#~_+`]{3,}$/.test(line)) return '';
  return withoutListMarks(hasAsterisks ? line.replace(/^\*+(?= |$)/, '').trimStart() : line);
}

/** Mere brackets (`}}`, `]]`) end much else than comments, so they close only what was opened. */
function endsWithClose(line: string, close: string): boolean {
  if (close.length < 2 || /^[\])}]+$/.test(close)) return false;
  return /\w$/.test(close) ? line.toLowerCase() === close.toLowerCase() : line.endsWith(close);
}

/** The asterisk of a block comment's middle lines; `**bold**` and `*emphasis*` keep theirs. */
function withoutAsterisk(line: string): string {
  return line.replace(/^\*+(?= |$)|^\*(?=[^*]+$)/, '').trimStart();
}

/** Text up to the closing mark, which may begin early by repeating its first character: `--->`. */
function beforeClose(text: string, close: string): string {
  const ornament = /^[-*=#~]/.exec(close)?.[0];
  let end = text.length;
  while (ornament !== undefined && text.charAt(end - 1) === ornament) end--;
  return text.slice(0, end);
}

/** Without the signs of documentation comments (`//!`, `#'`, `-- |`) and rows of decoration around the words. */
function withoutOrnament(text: string): string {
  const words = text
    .replace(/^(?:[!|<:'^]+| [|^])(?= |$)/, '')
    .trim()
    .replace(/^[-=*#~_+/]{2,}(?= |$)/, '')
    .replace(/(?<= |^)[-=*#~_+/]{2,}$/, '');
  return withoutListMarks(words.trim());
}

function withoutListMarks(line: string): string {
  return line.replace(/^(?:>+ ?|(?:[-*+•]|#{1,6}|\d{1,9}[.)]|\[[ xX]\])(?: |$)){1,20}/, '');
}
