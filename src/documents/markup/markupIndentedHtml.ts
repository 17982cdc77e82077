import { encodeLinkPath } from './linkPath.ts';
import type { MarkupForm } from './markupForm.ts';
import { escapeAttribute, htmlAttributes } from './markupHtml.ts';

/** Attributes are JavaScript expressions, and Pug escapes their values for HTML itself. */
export const pugForm: MarkupForm = {
  path: encodeLinkPath,
  text: insideJsonString,
  write: ({ path, alt, size }) => {
    const dimensions = size === undefined ? '' : `, width="${size.width}", height="${size.height}"`;
    return `img(src="${path}", alt="${alt}"${dimensions})`;
  },
};

/** Attributes are a Ruby hash, where `#` before `{`, `$` or `@` interpolates. */
export const hamlForm: MarkupForm = {
  path: encodeLinkPath,
  text: (line) => insideJsonString(line).replace(/#(?=[{$@])/g, '\\#'),
  write: ({ path, alt, size }) => {
    const dimensions = size === undefined ? '' : `, width: ${size.width}, height: ${size.height}`;
    return `%img{ src: "${path}", alt: "${alt}"${dimensions} }`;
  },
};

export const slimForm: MarkupForm = {
  path: encodeLinkPath,
  text: escapeAttribute,
  write: (image) => `img ${htmlAttributes(image)}`,
};

/** The escapes of JSON are also those of JavaScript and Ruby. */
export function insideJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
