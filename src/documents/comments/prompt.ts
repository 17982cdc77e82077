import type { CommentMarks } from './comments.ts';
import { CommentSyntax } from './commentSyntax.ts';
import { collapseSpace, uncomment } from './commentText.ts';
import { withoutPromptPrefixes } from './promptPrefix.ts';

/** The prompt that a selected text or comment holds: one line, '' when nothing but marks was there. */
export function promptFromText(text: string, marks: CommentMarks): string {
  const visible = withoutControls(text);
  return withoutPromptPrefixes(stringLiteral(visible) ?? uncomment(visible, new CommentSyntax(marks)));
}

/** Line breaks and tabs stay for now; joiners of emoji and marks of right-to-left scripts stay for good. */
function withoutControls(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\v\f\r\u0085])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** What a string literal holds, if the text is one and nothing else. */
function stringLiteral(text: string): string | undefined {
  const literal = text.trim().replace(/[,;]$/, '');
  const quote = literal.charAt(0);
  if (literal.length < 2 || !/["'`]/.test(quote) || !literal.endsWith(quote)) return undefined;
  const content = literal.slice(1, -1);
  const unescaped = content.replace(/\\./gs, '');
  if (unescaped.includes(quote) || unescaped.endsWith('\\')) return undefined;
  return collapseSpace(content.replace(/\\(["'`\\])/g, '$1').replaceAll('\u0085', ' '));
}
