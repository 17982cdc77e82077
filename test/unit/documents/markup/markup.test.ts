import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageMarkup } from '../../../../src/documents/markup/markup.ts';
import type { CommentMarks } from '../../../../src/documents/comments/comments.ts';

const boat = { path: 'images/paper-boat.png', alt: 'A paper boat, at sunrise' };
const sized = { ...boat, size: { width: 1024, height: 768 } };
const odd = { path: '../my images/50% [a](b)#1.png', alt: 'A "50%" <b>boat</b> & [x] *y* {z} snake_case $5 \\' };
const oddUrl = '../my%20images/50%25%20%5Ba%5D%28b%29%231.png';
const oddAttribute = 'A &quot;50%&quot; &lt;b&gt;boat&lt;/b&gt; &amp; [x] *y* &#123;z&#125; snake_case $5 \\';

const hash: CommentMarks = { line: ['#'], block: [] };
const slashes: CommentMarks = { line: ['//'], block: [['/*', '*/']] };
const stars: CommentMarks = { line: [], block: [['/*', '*/']] };
const xml: CommentMarks = { line: [], block: [['<!--', '-->']] };

test('every language shows a plain image in its own words', () => {
  const expected: Readonly<Record<string, string>> = {
    markdown: '![A paper boat, at sunrise](images/paper-boat.png)',
    mdx: '![A paper boat, at sunrise](images/paper-boat.png)',
    html: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width="1024" height="768">',
    vue: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width="1024" height="768">',
    razor: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width="1024" height="768">',
    svelte: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width="1024" height="768" />',
    astro: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width="1024" height="768" />',
    javascriptreact: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width={1024} height={768} />',
    typescriptreact: '<img src="images/paper-boat.png" alt="A paper boat, at sunrise" width={1024} height={768} />',
    pug: 'img(src="images/paper-boat.png", alt="A paper boat, at sunrise", width="1024", height="768")',
    haml: '%img{ src: "images/paper-boat.png", alt: "A paper boat, at sunrise", width: 1024, height: 768 }',
    slim: 'img src="images/paper-boat.png" alt="A paper boat, at sunrise" width="1024" height="768"',
    css: 'background-image: url("images/paper-boat.png");',
    scss: 'background-image: url("images/paper-boat.png");',
    sass: 'background-image: url("images/paper-boat.png")',
    asciidoc: 'image::images/paper-boat.png["A paper boat, at sunrise",1024,768]',
    restructuredtext: '.. image:: images/paper-boat.png\n   :alt: A paper boat, at sunrise',
    latex: '\\includegraphics[width=\\linewidth, alt={A paper boat, at sunrise}]{images/paper-boat.png}',
    typst: '#image("images/paper-boat.png", alt: "A paper boat, at sunrise")',
    org: '#+ATTR_HTML: :alt A paper boat, at sunrise\n[[file:images/paper-boat.png]]',
    json: '"images/paper-boat.png"',
    plaintext: 'images/paper-boat.png',
  };
  const written = Object.keys(expected).map((languageId) => [languageId, imageMarkup({ languageId, image: sized })]);
  assert.deepEqual(Object.fromEntries(written), expected);
});

test('what a language reads as syntax is escaped, and only that', () => {
  const expected: Readonly<Record<string, string>> = {
    markdown: `![A "50%" \\<b>boat\\</b> & \\[x\\] \\*y\\* \\{z} snake_case \\$5 \\\\](${oddUrl})`,
    html: `<img src="${oddUrl}" alt="${oddAttribute}">`,
    blade: `<img src="${oddUrl}" alt="${oddAttribute}">`,
    typescriptreact: `<img src="${oddUrl}" alt="${oddAttribute}" />`,
    pug: `img(src="${oddUrl}", alt="A \\"50%\\" <b>boat</b> & [x] *y* {z} snake_case $5 \\\\")`,
    less: `background-image: url("${oddUrl}");`,
    asciidoc:
      'image::../my images/50%25 %5Ba%5D(b)%231.png["A &#34;50%&#34; <b>boat</b> & &#91;x&#93; *y* &#123;z&#125; snake_case $5 &#92;"]',
    restructuredtext: `.. image:: ../my\\ images/50%\\ [a](b)#1.png\n   :alt: ${odd.alt}`,
    latex:
      '\\includegraphics[width=\\linewidth, alt={A "50\\%" <b>boat</b> \\& [x] *y* \\{z\\} snake\\_case \\$5 \\textbackslash{}}]' +
      '{../my images/50\\csname @percentchar\\endcsname \\space [a](b)\\string#1.png}',
    typst: `#image("${odd.path}", alt: "A \\"50%\\" <b>boat</b> & [x] *y* {z} snake_case $5 \\\\")`,
    org: `#+ATTR_HTML: :alt ${odd.alt}\n[[file:../my images/50% \\[a\\](b)#1.png]]`,
  };
  const written = Object.keys(expected).map((languageId) => [languageId, imageMarkup({ languageId, image: odd })]);
  assert.deepEqual(Object.fromEntries(written), expected);
});

test('letters of every script stay readable in a link', () => {
  const image = { path: '/зображення/紙の舟-été.png', alt: 'Паперовий човник 紙の舟 🛶' };
  assert.equal(
    imageMarkup({ languageId: 'markdown', image }),
    '![Паперовий човник 紙の舟 🛶](/зображення/紙の舟-été.png)',
  );
});

test('Razor and Blade get no at sign that could be code', () => {
  const image = { path: 'images/@if/boat@2x.png', alt: '@if (x) @{y}' };
  assert.deepEqual(
    ['razor', 'blade', 'html'].map((languageId) => imageMarkup({ languageId, image })),
    [
      '<img src="images/%40if/boat%402x.png" alt="&#64;if (x) &#64;&#123;y&#125;">',
      '<img src="images/%40if/boat%402x.png" alt="&#64;if (x) &#64;&#123;y&#125;">',
      '<img src="images/@if/boat@2x.png" alt="@if (x) @&#123;y&#125;">',
    ],
  );
});

test('outside a block a style sheet gets its declaration in a comment', () => {
  const image = { path: 'images/a*/b.png', alt: '' };
  const written = ['css', 'scss', 'less', 'sass', 'stylus'].map((languageId) =>
    imageMarkup({ languageId, image, context: 'topLevel' }),
  );
  const block = '/* background-image: url("images/a%2A/b.png"); */';
  const line = '// background-image: url("images/a%2A/b.png")';
  assert.deepEqual(written, [block, block, block, line, line]);
});

test('other languages get a comment that the path cannot leave', () => {
  const cases: readonly (readonly [languageId: string, comment: CommentMarks, path: string, expected: string])[] = [
    ['typescript', slashes, 'images/a b.png', '// images/a b.png'],
    ['python', hash, 'images/100%.png', '# images/100%.png'],
    ['python', hash, 'images/%41.png', '# images/%2541.png'],
    ['bat', { line: ['REM '], block: [] }, 'images/x.png', 'REM images/x.png'],
    ['c', stars, 'a*/b/*c.png', '/* a%2A/b%2F*c.png */'],
    ['c', stars, '*/*/x.png', '/* %2A%2F%2A/x.png */'],
    ['xml', xml, 'a--b-->c.png', '<!-- a%2D-b%2D-%3Ec.png -->'],
    ['python', { line: [], block: [['"""', '"""']] }, 'a"""b.png', '""" a%22%22%22b.png """'],
    ['php', slashes, 'a?>b.png', '// a?%3Eb.png'],
    ['java', slashes, 'a\\u000ab.png', '// a%5Cu000ab.png'],
    ['go', slashes, 'a\nb\u2028c\u202Ed.png', '// a%0Ab%E2%80%A8c%E2%80%AEd.png'],
    ['unknown', { line: [], block: [] }, 'my images/x.png', 'my images/x.png'],
    ['json', slashes, 'a "b".png', '"a \\"b\\".png"'],
  ];
  const written = cases.map(([languageId, comment, path]) =>
    imageMarkup({ languageId, comment, image: { path, alt: '' } }),
  );
  assert.deepEqual(
    written,
    cases.map(([, , , expected]) => expected),
  );
});

test('an image without alt text keeps a valid form', () => {
  const image = { path: 'x.png', alt: ' \n ' };
  const languages = ['markdown', 'html', 'asciidoc', 'restructuredtext', 'latex', 'typst', 'org'];
  assert.deepEqual(
    languages.map((languageId) => imageMarkup({ languageId, image })),
    [
      '![](x.png)',
      '<img src="x.png" alt="">',
      'image::x.png[""]',
      '.. image:: x.png\n   :alt:',
      '\\includegraphics[width=\\linewidth]{x.png}',
      '#image("x.png")',
      '[[file:x.png]]',
    ],
  );
});
