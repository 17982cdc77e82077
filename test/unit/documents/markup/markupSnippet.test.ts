import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageMarkup, type MarkupOptions } from '../../../../src/documents/markup/markup.ts';

const image = { path: 'images/a b.png', alt: 'A "boat" & [sea]', size: { width: 1024, height: 768 } };

test('a snippet is filled with values that are escaped for its language', () => {
  const cases: readonly (readonly [options: Omit<MarkupOptions, 'image'>, expected: string])[] = [
    [
      { languageId: 'markdown', snippet: '[![${alt}](${path})](${path})' },
      '[![A "boat" & \\[sea\\]](images/a%20b.png)](images/a%20b.png)',
    ],
    [
      { languageId: 'markdown', snippet: '<img src="${path}" alt="${alt}" width="${width}">\n\n*${alt}*' },
      '<img src="images/a%20b.png" alt="A &quot;boat&quot; &amp; [sea]" width="1024">\n\n*A "boat" & \\[sea\\]*',
    ],
    [
      { languageId: 'mdx', snippet: '<Image src="${path}" alt="${alt}" height={${height}} />' },
      '<Image src="images/a%20b.png" alt="A &quot;boat&quot; &amp; [sea]" height={768} />',
    ],
    [
      { languageId: 'vue', snippet: '<NuxtImg src="${path}" alt="${alt}" />' },
      '<NuxtImg src="images/a%20b.png" alt="A &quot;boat&quot; &amp; [sea]" />',
    ],
    [
      {
        languageId: 'latex',
        snippet: '\\begin{figure}\\includegraphics{${path}}\\caption{${prompt}}\\end{figure}',
        prompt: '50%',
      },
      '\\begin{figure}\\includegraphics{images/a b.png}\\caption{50\\%}\\end{figure}',
    ],
    [
      { languageId: 'scss', snippet: '/* ${alt} */ mask: url("${path}");' },
      '/* A \\"boat\\" & [sea] */ mask: url("images/a%20b.png");',
    ],
    [{ languageId: 'python', snippet: 'show("${path}", "${alt}")' }, 'show("images/a b.png", "A ”boat” & [sea]")'],
    [
      { languageId: 'json', snippet: '{ "src": "${path}", "alt": "${alt}" }' },
      '{ "src": "images/a b.png", "alt": "A \\"boat\\" & [sea]" }',
    ],
    [{ languageId: 'plaintext', snippet: '${alt}: ${path}' }, 'A "boat" & [sea]: images/a b.png'],
  ];
  assert.deepEqual(
    cases.map(([options]) => imageMarkup({ ...options, image })),
    cases.map(([, expected]) => expected),
  );
});

test('two dollar signs are one, and unknown variables stay', () => {
  const snippet = '$${path} $$$${alt} ${unknown} ${} $path ${PATH} ${path';
  assert.equal(
    imageMarkup({ languageId: 'plaintext', image, snippet }),
    '${path} $${alt} ${unknown} ${} $path ${PATH} ${path',
  );
});

test('what a value contains is never expanded again', () => {
  const snippet = '${prompt}|${alt}|${path}';
  const hostile = { path: 'a${alt}$$$&.png', alt: '${path} $$ $& $1' };
  assert.equal(
    imageMarkup({ languageId: 'plaintext', image: hostile, snippet, prompt: '${path}\n$$' }),
    '${path} $$|${path} $$ $& $1|a${alt}$$$&.png',
  );
});

test('an image without a known size leaves width and height empty', () => {
  const snippet = '<img src="${path}" width="${width}" height="${height}">';
  assert.equal(
    imageMarkup({ languageId: 'html', image: { path: 'x.svg', alt: '' }, snippet }),
    '<img src="x.svg" width="" height="">',
  );
});

test('in code a value ends neither a string nor a comment', () => {
  const comment = { line: [], block: [['/*', '*/'] as const] };
  const hostile = { path: 'a"*/b.png', alt: '"; */ `${x}` \\ </script> *//* {x}' };
  assert.equal(
    imageMarkup({ languageId: 'typescript', comment, image: hostile, snippet: '/* ${alt} */ show("${path}");' }),
    '/* ”; * / ’＄(x)’ ⧵ ‹/script› * // * (x) */ show("a%22%2A/b.png");',
  );
});
