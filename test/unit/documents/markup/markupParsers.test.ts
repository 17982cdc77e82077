import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProcessor } from '@mdx-js/mdx';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import remarkGfm from 'remark-gfm';
import { plainLine } from '../../../../src/documents/markup/altText.ts';
import { imageMarkup } from '../../../../src/documents/markup/markup.ts';
import { blockLayout } from '../../../../src/documents/markup/markupLayout.ts';
import { hostilePath, hostileText } from './hostileText.ts';
import type { ReadImage } from './markupReaders.ts';

const markdown = createProcessor({ format: 'md', remarkPlugins: [remarkGfm] });
const mdx = createProcessor({ format: 'mdx', remarkPlugins: [remarkGfm] });

interface MarkdownNode {
  readonly type: string;
  readonly url?: string;
  readonly alt?: string | null | undefined;
  readonly children?: readonly MarkdownNode[];
}

const places = {
  'a paragraph': (markup: string) => only(only(markdown.parse(markup))),
  'a table': (markup: string) => {
    const table: MarkdownNode = only(markdown.parse(`| a | b |\n| --- | --- |\n| ${markup} | c |\n`));
    return only(table.children?.[1]?.children?.[0]);
  },
  'an MDX page': (markup: string) => only(only(mdx.parse(markup))),
} satisfies Readonly<Record<string, (markup: string) => MarkdownNode>>;

for (const [place, nodeOf] of Object.entries(places)) {
  test(`Markdown in ${place} reads back exactly the path and the alt text`, () => {
    fc.assert(
      fc.property(hostilePath, hostileText, (path, alt) => {
        const { type, url = '', alt: text } = nodeOf(imageMarkup({ languageId: 'markdown', image: { path, alt } }));
        assert.deepEqual(
          { type, path: decodeURIComponent(url), alt: text },
          { type: 'image', path: path.toWellFormed(), alt: plainLine(alt) },
        );
      }),
      { numRuns: 300 },
    );
  });
}

const tags: Readonly<Record<string, (markup: string) => string>> = {
  html: (markup) => markup,
  blade: (markup) => markup,
  svelte: (markup) => markup,
  slim: (markup) => `<${markup}>`,
};

for (const [languageId, htmlOf] of Object.entries(tags)) {
  test(`${languageId} reads back exactly the path and the alt text, and no template finds an expression`, () => {
    fc.assert(
      fc.property(hostilePath, hostileText, (path, alt) => {
        const html = htmlOf(imageMarkup({ languageId, image: { path, alt } }));
        const expression = languageId === 'blade' ? /[{}@]|<[%?]/ : /[{}]|<[%?]/;
        assert.doesNotMatch(html, expression);
        // The word joiner is for Angular, which looks for `{{` behind the references.
        const image = { path: path.toWellFormed(), alt: plainLine(alt) };
        const { alt: text, ...read } = readHtml(html);
        assert.deepEqual({ ...read, alt: text.replace(/(?<=\{)\u2060(?=\{)/g, '') }, image);
      }),
      { numRuns: 300 },
    );
  });
}

test('with the blank lines of the layout an image is a paragraph of its own', () => {
  const page = (languageId: string, below: 'text' | 'comment', above: string) => {
    const { blankBefore, blankAfter } = blockLayout(languageId, below);
    const markup = imageMarkup({ languageId, image: { path: 'x.png', alt: 'a' } });
    return [above, ...(blankBefore ? [''] : []), markup, ...(blankAfter ? [''] : []), 'More', '==='].join('\n');
  };
  const kinds = ({ children = [] }: MarkdownNode) =>
    children.map(({ type, children: parts }) => parts?.[0]?.type ?? type);
  assert.deepEqual(
    [
      kinds(markdown.parse(page('markdown', 'text', 'A prompt in a paragraph'))),
      kinds(markdown.parse(page('markdown', 'comment', '<!-- a prompt -->'))),
      kinds(mdx.parse(page('mdx', 'comment', '{/* a prompt */}'))),
    ],
    [
      ['text', 'image', 'text'],
      ['html', 'image', 'text'],
      ['mdxFlowExpression', 'image', 'text'],
    ],
  );
});

function only(node: MarkdownNode | undefined): MarkdownNode {
  const [child, ...more] = node?.children ?? [];
  if (child === undefined || more.length > 0) throw new Error(`not one node: ${JSON.stringify(node)}`);
  return child;
}

function readHtml(html: string): ReadImage {
  const [image, ...more] = parseFragment(html).childNodes;
  if (image === undefined || !('attrs' in image) || more.length > 0) throw new Error(`not one image: ${html}`);
  const { src = '', alt = '', ...others } = Object.fromEntries(image.attrs.map(({ name, value }) => [name, value]));
  assert.deepEqual(others, {});
  return { path: decodeURIComponent(src), alt };
}
