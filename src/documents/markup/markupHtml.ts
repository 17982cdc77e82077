import { encodeLinkPath } from './linkPath.ts';
import type { LinkedImage, MarkupForm } from './markupForm.ts';

/** Braces too: in templates (`{{…}}`, `{%…%}`, `{…}`, `#{…}`) they start an expression, `<` starts `<?` and `<%`. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"{}]/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '{': '&#123;',
  '}': '&#125;',
};

/** Angular decodes references before it looks for `{{`: a word joiner keeps the braces apart, and is not seen or read. */
export const htmlForm: MarkupForm = {
  path: encodeLinkPath,
  text: (line) => escapeAttribute(line).replace(/&#123;(?=&#123;)/g, '&#123;&#8288;'),
  write: (image) => `<img ${htmlAttributes(image)}>`,
};

export const closedHtmlForm: MarkupForm = {
  path: encodeLinkPath,
  text: escapeAttribute,
  write: (image) => `<img ${htmlAttributes(image)} />`,
};

/** Razor and Blade read `@` as code, in an attribute as well. */
export const atSignHtmlForm: MarkupForm = {
  ...htmlForm,
  path: (path) => encodeLinkPath(path).replaceAll('@', '%40'),
  text: (line) => htmlForm.text(line).replaceAll('@', '&#64;'),
};

/** A JSX string knows character references and no backslashes: https://facebook.github.io/jsx/#prod-JSXString */
export const jsxForm: MarkupForm = {
  path: encodeLinkPath,
  text: escapeAttribute,
  write: ({ path, alt, size }) => {
    const dimensions = size === undefined ? '' : ` width={${size.width}} height={${size.height}}`;
    return `<img src="${path}" alt="${alt}"${dimensions} />`;
  },
};

export function htmlAttributes({ path, alt, size }: LinkedImage): string {
  const dimensions = size === undefined ? '' : ` width="${size.width}" height="${size.height}"`;
  return `src="${path}" alt="${alt}"${dimensions}`;
}
