import { encodeLinkPath, percentEncode } from './linkPath.ts';
import type { MarkupForm } from './markupForm.ts';

/**
 * For MDX as well, where `{` starts an expression. The dollar sign starts math on GitHub, in VS Code and in notebooks;
 * `://` makes a link in which a backslash stays; an underscore inside a word starts nothing.
 */
export const markdownForm: MarkupForm = {
  path: encodeLinkPath,
  text: (line) =>
    line.replace(/[\\`*[\]<{|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?[\p{L}\p{N}]+;)|:(?=\/\/)/gu, '\\$&'),
  write: ({ path, alt }) => `![${alt}](${path})`,
};

/**
 * The target keeps its spaces: a block macro allows them, and PDF writers look for the file by that very name.
 * Character references are what AsciiDoc takes in every value; its typographic replacements stay at work.
 */
export const asciidocForm: MarkupForm = {
  path: (path) => path.replace(/[\p{C}"#%&<>?[\\\]^`{|}]|[^\P{Z} ]|^ | $/gu, percentEncode),
  text: (line) =>
    line.replace(/["\\{}[\]]|&(?=#?[\p{L}\p{N}]+;)/gu, (character) => `&#${character.codePointAt(0) ?? 0};`),
  write: ({ path, alt, size }) => {
    const text = /[,='%#.]|^$/.test(alt) ? `"${alt}"` : alt;
    return `image::${path}[${size === undefined ? text : `${text},${size.width},${size.height}`}]`;
  },
};

/** The path is a file name, not a URL (Sphinx); docutils drops white space that has no backslash. Options are literal. */
export const restructuredtextForm: MarkupForm = {
  path: (path) => path.replace(/\p{C}|[^\P{Z} ]|^ | $/gu, percentEncode).replace(/[\\ ]/g, '\\$&'),
  text: (line) => line,
  write: ({ path, alt }) => `.. image:: ${path}\n   :alt: ${alt}`.trimEnd(),
};

/**
 * Brackets take a backslash, and backslashes before them double (`org-link-escape`). In attributes ` :word ` starts the
 * next one; the zero width space is Org's own escape character.
 */
export const orgForm: MarkupForm = {
  path: (path) =>
    path
      .replace(/\p{C}|[^\P{Z} ]/gu, percentEncode)
      .replace(/(?<!\\)(\\*)([[\]]|$)/g, (_, slashes: string, bracket: string) =>
        bracket === '' ? slashes + slashes : `${slashes}${slashes}\\${bracket}`,
      ),
  text: (line) => line.replace(/(?<=^| ):(?=[-\w]+(?: |$))/g, '\u200B:'),
  write: ({ path, alt }) => `${alt === '' ? '' : `#+ATTR_HTML: :alt ${alt}\n`}[[file:${path}]]`,
};
