import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { promptFromText } from '../../../src/documents/comments/prompt.ts';
import type { CommentMarks } from '../../../src/documents/comments/comments.ts';
import { altText, plainLine } from '../../../src/documents/markup/altText.ts';
import { imageMarkup } from '../../../src/documents/markup/markup.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { hostilePath, hostileText, visiblePath } from '../documents/markup/hostileText.ts';
import * as readers from '../documents/markup/markupReaders.ts';
import { readMarkdown } from './readMarkdown.ts';

const marks: readonly CommentMarks[] = [
  { line: ['//'], block: [['/*', '*/']] },
  { line: ['#'], block: [['"""', '"""']] },
  { line: ['--'], block: [['--[[', ']]']] },
  { line: [], block: [['<!--', '-->']] },
  { line: ['REM '], block: [] },
  { line: ['%'], block: [['{-', '-}']] },
];

const longText = fc.array(hostileText, { maxLength: 8 }).map((parts) => parts.join(' '));

/** What lets a line of source read differently from what it says, or ends it. */
const breaking = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

test('a prompt of any text is one well-formed line, and alt text of any prompt is short and its own alt text', () => {
  fc.assert(
    fc.property(longText, fc.constantFrom(...marks), (text, syntax) => {
      const prompt = promptFromText(text, syntax);
      const alt = altText(prompt);
      for (const line of [prompt, alt]) assert.ok(!breaking.test(line) && line === line.trim(), JSON.stringify(line));
      assert.deepEqual([altText(alt), altText(plainLine(text)) === altText(text)], [alt, true]);
    }),
    { numRuns: fuzzRuns },
  );
});

interface Language {
  readonly read: (markup: string) => { readonly path: string; readonly alt: string };
  /** Whether the form can hold every character of a path. */
  readonly isExact?: boolean;
}

const languages: Readonly<Record<string, Language>> = {
  markdown: { read: readMarkdown, isExact: true },
  html: { read: readHtml, isExact: true },
  blade: { read: readHtml, isExact: true },
  svelte: { read: readHtml, isExact: true },
  pug: { read: readers.readPug, isExact: true },
  haml: { read: readers.readHaml, isExact: true },
  asciidoc: { read: readers.readAsciidoc, isExact: true },
  typst: { read: readers.readTypst, isExact: true },
  restructuredtext: { read: readers.readRestructuredtext },
  latex: { read: readers.readLatex },
  org: { read: readers.readOrg },
};

suite('No alt text and no path breaks out of the image', () => {
  for (const [languageId, { read, isExact = false }] of Object.entries(languages))
    test(`in ${languageId}`, () => {
      fc.assert(
        fc.property(isExact ? hostilePath : visiblePath, hostileText, (path, alt) => {
          const { alt: text, ...image } = read(imageMarkup({ languageId, image: { path, alt } }));
          // The word joiner is for Angular, which looks for `{{` behind the references.
          const seen = { ...image, alt: text.replace(/(?<=\{)\u2060(?=\{)/g, '') };
          assert.deepEqual(seen, { path: path.toWellFormed(), alt: plainLine(alt) });
        }),
        { numRuns: fuzzRuns },
      );
    });
});

function readHtml(html: string) {
  const [image, ...more] = parseFragment(html).childNodes;
  if (image === undefined || !('attrs' in image) || more.length > 0) throw new Error(`not one image: ${html}`);
  const { src = '', alt = '', ...others } = Object.fromEntries(image.attrs.map(({ name, value }) => [name, value]));
  assert.deepEqual(others, {});
  return { path: decodeURIComponent(src), alt };
}
