import { encodeLinkPath } from './linkPath.ts';
import type { MarkupForm } from './markupForm.ts';

/** Only inside a block may a declaration stand by itself. */
export type CssContext = 'block' | 'topLevel';

/** Outside a block the declaration is a comment, ready to be moved to the rule that wants it. */
export function cssForm(context: CssContext): MarkupForm {
  return {
    path: encodeLinkPath,
    text: insideCssString,
    write: ({ path }) =>
      context === 'block' ? `background-image: url("${path}");` : `/* background-image: url("${path}"); */`,
  };
}

/** Sass in its indented syntax, and Stylus. */
export function indentedCssForm(context: CssContext): MarkupForm {
  return {
    path: encodeLinkPath,
    text: insideCssString,
    write: ({ path }) => `${context === 'block' ? '' : '// '}background-image: url("${path}")`,
  };
}

/** Beside quotes and backslashes: `#{…}` and `@{…}` interpolate, and a star with a slash would end a comment. */
function insideCssString(text: string): string {
  return text.replace(/["'\\{}<]|(?<=\*)\//g, '\\$&');
}
