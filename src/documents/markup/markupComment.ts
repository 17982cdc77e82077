import type { CommentMarks } from '../comments/comments.ts';
import { percentEncode } from './linkPath.ts';
import type { MarkupForm } from './markupForm.ts';
import { insideJsonString } from './markupIndentedHtml.ts';

/** JSON has no comments, whatever its editor marks are. */
export const jsonForm: MarkupForm = {
  path: insideJsonString,
  text: insideJsonString,
  write: ({ path }) => `"${path}"`,
};

export const plainForm: MarkupForm = { path: visiblePath, text: (line) => line, write: ({ path }) => path };

/** The path in a comment, for languages without a form for images; the path alone where there are no comments. */
export function commentForm(comment: CommentMarks): MarkupForm {
  const [line] = comment.line;
  const [block] = comment.block;
  if (line !== undefined) {
    return { path: codePath, text: codeText, write: ({ path }) => `${line.trimEnd()} ${path}` };
  }
  if (block !== undefined) {
    const [start, end] = block;
    const marks = markStarts(start === '<!--' ? [start, end, '--'] : [start, end]);
    return {
      path: (path) => codePath(path).replace(marks, percentEncode),
      text: (text) => codeText(text).replace(marks, '$& '),
      write: ({ path }) => `${start} ${path} ${end}`,
    };
  }
  return { path: codePath, text: codeText, write: ({ path }) => path };
}

/** Also the start of a comment, which some languages nest. Overlapping marks are all found. */
function markStarts(marks: readonly string[]): RegExp {
  const literal = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '\\$&');
  return new RegExp(marks.map((mark) => `${literal(mark.slice(0, 1))}(?=${literal(mark.slice(1))})`).join('|'), 'g');
}

/** A path for human readers: only what cannot be seen is percent-encoded, and a `%` that would read as such a code. */
function visiblePath(path: string): string {
  return path.replace(/[\p{C}\p{Zl}\p{Zp}]|%(?=[\dA-F]{2})/giu, percentEncode);
}

/** Besides, what leaves a comment or a string somewhere: `?>`, `</script>`, `\u000A` in Java, a `\` that ends a line. */
function codePath(path: string): string {
  return visiblePath(path).replace(/["'`\\<>$]/g, percentEncode);
}

/** Text in a syntax that is not known is not escaped but made harmless, with signs that look alike. */
function codeText(text: string): string {
  return text.replace(/["'`\\<>{}$]/g, (character) => lookalikes[character] ?? character);
}

const lookalikes: Readonly<Record<string, string>> = {
  '"': '”',
  "'": '’',
  '`': '’',
  '\\': '⧵',
  '<': '‹',
  '>': '›',
  '{': '(',
  '}': ')',
  $: '＄',
};
