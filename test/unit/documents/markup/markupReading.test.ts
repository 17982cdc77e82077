import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ts from 'typescript';
import { plainLine } from '../../../../src/documents/markup/altText.ts';
import { imageMarkup } from '../../../../src/documents/markup/markup.ts';
import { hostilePath, hostileText, visiblePath } from './hostileText.ts';
import {
  readAsciidoc,
  readCss,
  readHaml,
  readLatex,
  readOrg,
  readPug,
  readRestructuredtext,
  readTypst,
  type ReadImage,
} from './markupReaders.ts';

/** `exact`: the form can hold every character of a path. */
const readers: readonly (readonly [
  languageId: string,
  read: (markup: string) => ReadImage,
  paths: 'exact' | 'visible',
])[] = [
  ['pug', readPug, 'exact'],
  ['haml', readHaml, 'exact'],
  ['asciidoc', readAsciidoc, 'exact'],
  ['typst', readTypst, 'exact'],
  ['restructuredtext', readRestructuredtext, 'visible'],
  ['latex', readLatex, 'visible'],
  ['org', readOrg, 'visible'],
  ['typescriptreact', readTsx, 'exact'],
];

for (const [languageId, read, paths] of readers) {
  test(`${languageId} reads back exactly the path and the alt text`, () => {
    fc.assert(
      fc.property(paths === 'exact' ? hostilePath : visiblePath, hostileText, (path, alt) => {
        const image = read(imageMarkup({ languageId, image: { path, alt } }));
        assert.deepEqual(image, { path: path.toWellFormed(), alt: plainLine(alt) });
      }),
      { numRuns: 300 },
    );
  });
}

test('style sheets read back exactly the path, in a declaration and in its comment', () => {
  fc.assert(
    fc.property(
      hostilePath,
      hostileText,
      fc.constantFrom('css', 'scss', 'less', 'sass', 'stylus'),
      (path, alt, languageId) => {
        const declaration = imageMarkup({ languageId, image: { path, alt } });
        const comment = imageMarkup({ languageId, image: { path, alt }, context: 'topLevel' });
        const inComment = comment.replace(/^\/\* (.*) \*\/$|^\/\/ /, '$1');
        assert.deepEqual([readCss(declaration), inComment], [path.toWellFormed(), declaration]);
      },
    ),
  );
});

test('JavaScript sees nothing but a comment, from the first character to the last', () => {
  fc.assert(
    fc.property(hostilePath, fc.constantFrom<readonly string[]>(['//'], []), (path, line) => {
      const comment = { line, block: [['/*', '*/'] as const] };
      const markup = imageMarkup({ languageId: 'typescript', comment, image: { path, alt: '' } });
      const ranges = ts.getLeadingCommentRanges(`${markup}\ncode()`, 0) ?? [];
      assert.deepEqual(
        ranges.map(({ pos, end }) => [pos, end]),
        [[0, markup.length]],
      );
    }),
  );
});

test('no path and no alt text brings a line break or a mark that turns the writing direction', () => {
  const languages = ['markdown', 'html', 'css', 'pug', 'asciidoc', 'latex', 'typst', 'python', 'plaintext', 'json'];
  const comment = { line: ['#'], block: [] };
  fc.assert(
    fc.property(hostilePath, hostileText, fc.constantFrom(...languages), (path, alt, languageId) => {
      const markup = imageMarkup({ languageId, comment, image: { path, alt } });
      const snippet = imageMarkup({
        languageId,
        comment,
        image: { path, alt },
        snippet: '${path} ${alt} ${prompt}',
        prompt: alt,
      });
      assert.doesNotMatch(
        markup + snippet,
        languageId === 'json' ? /[\r\n]/ : /[\r\n\u0085\u2028\u2029\u202A-\u202E\u2066-\u2069]/,
      );
    }),
  );
});

function readTsx(markup: string): ReadImage {
  const options = { jsx: ts.JsxEmit.React, target: ts.ScriptTarget.ES2022 };
  const source = `export const page = <main>\n${markup}\ntext</main>;`;
  const { outputText, diagnostics } = ts.transpileModule(source, {
    compilerOptions: options,
    fileName: 'page.tsx',
    reportDiagnostics: true,
  });
  const [, attributes] = /React\.createElement\("img", \{ (.*) \}\),\n\s*"text"\);/s.exec(outputText) ?? [];
  const [, src, alt] = /^src: (".*"), alt: (".*")$/s.exec(attributes ?? '') ?? [];
  if (diagnostics?.length !== 0 || src === undefined || alt === undefined)
    throw new Error(`not one image: ${outputText}`);
  return { path: decodeURIComponent(evaluated(src)), alt: evaluated(alt) };
}

/** A string literal as TypeScript emits it, which is JSON but for a few escapes. */
function evaluated(literal: string): string {
  const expression = ts.createSourceFile('a.ts', literal, ts.ScriptTarget.ES2022).statements[0];
  if (expression === undefined || !ts.isExpressionStatement(expression) || !ts.isStringLiteral(expression.expression))
    throw new Error(`not one string: ${literal}`);
  return expression.expression.text;
}
