import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  imageReferences,
  imageReferencesWithPauses,
  renamedReference,
} from '../../../src/documents/imageReferences.ts';
import { plainLine } from '../../../src/documents/markup/altText.ts';
import { imageMarkup } from '../../../src/documents/markup/markup.ts';
import { hostileText } from './markup/hostileText.ts';

const documentPath = '/w/docs/guide';

const languages = [
  ...[
    'markdown',
    'mdx',
    'html',
    'handlebars',
    'svelte',
    'vue',
    'astro',
    'blade',
    'javascriptreact',
    'pug',
    'haml',
    'slim',
  ],
  ...['css', 'scss', 'sass', 'asciidoc', 'restructuredtext', 'latex', 'typst', 'org', 'json', 'plaintext', 'python'],
];

/** What people can see and type as a name; compilers have no sign for the rest. */
const fileName = fc
  .tuple(hostileText, fc.constantFrom('png', 'jpg', 'JPEG', 'webp', 'gif', 'avif', 'svg'))
  .map(([text, extension]) => {
    const visible = text.toWellFormed().replace(/[/\\\p{C}]|[^\P{Z} ]/gu, '');
    return `${visible.slice(0, 24).toWellFormed().trimStart()}x.${extension}`;
  });

const plainFolder = fc.constantFrom('', 'images/', '../images/', 'my images/', 'a/(b)/', '/images/');

function pathOf(link: string): string {
  return posix.resolve(link.startsWith('/') ? `/w${link}` : `/w/docs/${link}`);
}

function found(text: string, images: readonly string[]) {
  const isImage = (path: string) => images.includes(path);
  return imageReferences({ text, documentPath, webRoots: ['/w'], isImage });
}

const comments: Readonly<Record<string, string>> = { python: '#' };

function page(languageId: string, image: { readonly path: string; readonly alt: string }): string {
  const mark = comments[languageId];
  const comment = mark === undefined ? undefined : { line: [mark], block: [] };
  return `first line\n\n${imageMarkup({ languageId, image, comment })}\n\nlast line\n`;
}

for (const languageId of languages) {
  test(`a link of ${languageId} is found, and found again at the new name`, () => {
    fc.assert(
      fc.property(plainFolder, fileName, fileName, (folder, name, newName) => {
        const text = page(languageId, { path: folder + name, alt: 'a boat' });
        const [reference, ...others] = found(text, [pathOf(folder + name)]);
        assert.ok(reference, text);
        const { start, end } = reference.range;
        const written = text.slice(start, end);
        const after = text.slice(0, start) + renamedReference(written, newName, languageId) + text.slice(end);
        const [again] = found(after, [pathOf(folder + newName)]);
        assert.ok(again, after);
        assert.deepEqual(
          {
            others,
            paths: [reference.path, again.path],
            before: after.slice(0, again.range.start),
            behind: after.slice(again.range.end),
          },
          {
            others: [],
            paths: [pathOf(folder + name), pathOf(folder + newName)],
            before: text.slice(0, start),
            behind: text.slice(end),
          },
        );
      }),
      { numRuns: 200 },
    );
  });
}

for (const languageId of languages.filter((id) => !/css|sass|json|plaintext|python/.test(id))) {
  test(`the alternative text that Paper Boat writes in ${languageId} is read back`, () => {
    fc.assert(
      fc.property(hostileText, (alt) => {
        const text = page(languageId, { path: 'images/x.png', alt });
        // The word joiner is for Angular.
        const read = found(text, ['/w/docs/images/x.png']).map((reference) => reference.alt.replaceAll('\u2060', ''));
        assert.deepEqual(read, [plainLine(alt).replaceAll('\u2060', '')]);
      }),
      { numRuns: 200 },
    );
  });
}

test('any text is read without an error, in ranges that do not overlap and lie in order', () => {
  const anyText = fc.array(fc.oneof(hostileText, fc.constantFrom('x.png', 'a/x.png', '.svg', '\\includegraphics{x}')));
  fc.assert(
    fc.property(anyText, (parts) => {
      const text = parts.join('');
      const references = imageReferences({
        text,
        documentPath,
        webRoots: ['/w'],
        isImage: (path) => path.length % 3 > 0,
      });
      const offsets = references.flatMap(({ range }) => [range.start, range.end]);
      assert.deepEqual(
        [offsets, references.map(({ line }) => line)],
        [
          offsets.toSorted((a, b) => a - b),
          references.map(({ range }) => text.slice(0, range.start).split(/\r\n?|\n/).length - 1),
        ],
      );
    }),
  );
});

const hostilePieces: readonly string[] = [
  ...['a', '.png', 'x.png ', 'a.png%', 'a b c d e f g h i .png ', '"(a.png', '\\( &amp; %41 b c d e.png '],
  ...['"//a', '<https://a ', 'http://a{', '\\includegraphics[{', '\\includegraphics{a}', '](x.png)', '<a "x.png" alt'],
  ...[
    '({"x.png" alt',
    '#+ATTR_HTML: x\n[[x.png',
    'image::x.png[a',
    '####',
    ' //',
    '\\\\.png ',
    'word '.repeat(190) + '.png',
  ],
];

test('twice the text takes no more than twice the look-ups, and never many for a character', () => {
  const size = 50_000;
  const lookups = (piece: string, length: number, isThere: boolean) => {
    let count = 0;
    const isImage = (path: string) => {
      count++;
      return isThere && path === '/w/docs/x.png';
    };
    const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    imageReferences({ text, documentPath, webRoots: ['/w'], isImage });
    return count;
  };
  const steep = hostilePieces.flatMap((piece) =>
    [true, false].filter((isThere) => {
      const [once, twice] = [lookups(piece, size, isThere), lookups(piece, 2 * size, isThere)];
      return twice > 2.1 * once + 100 || twice > 5 * 2 * size;
    }),
  );
  assert.deepEqual(steep, []);
});

test('of a hundred thousand links on one line, the first twenty thousand are found with one look-up', () => {
  const text = 'x.png,'.repeat(100_000);
  let count = 0;
  const references = imageReferences({ text, documentPath, webRoots: ['/w'], isImage: () => ++count > 0 });
  assert.deepEqual([references.length, references.at(-1)?.range, count], [20_000, { start: 119_994, end: 119_999 }, 1]);
});

const folders = Array.from('abcdefgh', (name) => `{${name}/}`).join('');

test('no document takes more than fifty thousand look-ups, and no path in it more than a few hundred', () => {
  const lookups = (text: string) => {
    let count = 0;
    const isImage = () => ++count < 0;
    imageReferences({ text, documentPath, webRoots: Array<string>(5000).fill('/w'), isImage });
    return count;
  };
  const many = Array.from({ length: 20_000 }, (_, index) => `\\\\&%20 c d e${index}.png`);
  assert.deepEqual(
    [
      lookups(`\\graphicspath{${folders}}\n${many.join('')}`),
      lookups('"/a.png"') <= 512,
      lookups(`\\graphicspath{${folders}}\n${'\\\\&%20 '.repeat(100)}.png`) <= 512,
    ],
    [50_000, true, true],
  );
});

test('a large document is read with a pause after every few look-ups, and read the same', async () => {
  const page = Array.from({ length: 20_000 }, (_, index) => `![A boat](images/boat${index}.png) https://a/b\n`);
  const text = page.join('') + '\\includegraphics{missing}\n'.repeat(10_000);
  let [sincePause, longest, pauses] = [0, 0, 0];
  const isImage = (path: string) => {
    longest = Math.max(longest, ++sincePause);
    return path.startsWith('/w/docs/images/');
  };
  const question = { text, documentPath, webRoots: ['/w'], isImage };
  const references = await imageReferencesWithPauses(question, () => {
    [sincePause, pauses] = [0, pauses + 1];
    return Promise.resolve();
  });
  assert.deepEqual([references.length, longest <= 512, pauses >= 40_000], [20_000, true, true]);
  assert.deepEqual(references, imageReferences(question));
});

test('what only looks like folders and addresses takes no longer than other text', { timeout: 20_000 }, () => {
  const texts = [`:imagesdir:${' '.repeat(1_000_000)}{`, ':imagesdir: a\n'.repeat(70_000), '"//a '.repeat(200_000)];
  const counts = texts.map((text) => found(`${text}\nx.png`, ['/w/docs/x.png']).length);
  assert.deepEqual(counts, [1, 1, 1]);
});
