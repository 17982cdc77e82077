import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockLayout } from '../../../../src/documents/markup/markupLayout.ts';

test('markup gets blank lines where lines flow together into paragraphs', () => {
  const expected: Readonly<Record<string, string>> = {
    markdown: 'inline, text: before after, comment: after',
    mdx: 'inline, text: before after, comment: after',
    html: 'inline, text:, comment:',
    svelte: 'inline, text:, comment:',
    typescriptreact: 'inline, text:, comment:',
    pug: 'line, text:, comment:',
    css: 'line, text:, comment:',
    asciidoc: 'line, text: before, comment:',
    restructuredtext: 'line, text: before after, comment: after',
    latex: 'inline, text: before after, comment: after',
    typst: 'inline, text:, comment:',
    org: 'line, text: before after, comment: after',
    python: 'line, text:, comment:',
    plaintext: 'line, text:, comment:',
  };
  const described = Object.keys(expected).map((languageId) => {
    const text = blockLayout(languageId, 'text');
    const comment = blockLayout(languageId, 'comment');
    const lines = ({ blankBefore, blankAfter }: typeof text) =>
      `${blankBefore ? ' before' : ''}${blankAfter ? ' after' : ''}`;
    return [languageId, `${text.isInline ? 'inline' : 'line'}, text:${lines(text)}, comment:${lines(comment)}`];
  });
  assert.deepEqual(Object.fromEntries(described), expected);
});
