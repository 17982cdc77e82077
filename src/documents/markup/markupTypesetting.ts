import { percentEncode } from './linkPath.ts';
import type { MarkupForm } from './markupForm.ts';

/**
 * TeX has no escapes in file names, but expands them: `\string` makes a special character plain, and what cannot even be
 * read is a macro of the LaTeX kernel. The key `alt` came with graphicx of 2021.
 */
export const latexForm: MarkupForm = {
  path: (path) =>
    path
      .replace(/\p{C}|[^\P{Z} ]/gu, percentEncode)
      .replace(
        /[%\\{}]|(?<=[ %\\{}]) |[#$&^~]/g,
        (character) => latexFileCharacters[character] ?? `\\string${character}`,
      ),
  text: (line) => line.replace(/[\\{}%#&$_~^]/g, (character) => latexTextCharacters[character] ?? `\\${character}`),
  write: ({ path, alt }) => `\\includegraphics[width=\\linewidth${alt === '' ? '' : `, alt={${alt}}`}]{${path}}`,
};

const latexFileCharacters: Readonly<Record<string, string>> = {
  '%': '\\csname @percentchar\\endcsname ',
  '\\': '\\csname @backslashchar\\endcsname ',
  '{': '\\csname @charlb\\endcsname ',
  '}': '\\csname @charrb\\endcsname ',
  ' ': '\\space ',
};

const latexTextCharacters: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

export const typstForm: MarkupForm = {
  path: insideTypstString,
  text: insideTypstString,
  write: ({ path, alt }) => `#image("${path}"${alt === '' ? '' : `, alt: "${alt}"`})`,
};

function insideTypstString(text: string): string {
  return text
    .replace(/["\\]/g, '\\$&')
    .replace(
      /[\p{Cc}\p{Zl}\p{Zp}]|[\u202A-\u202E\u2066-\u2069]/gu,
      (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
    );
}
