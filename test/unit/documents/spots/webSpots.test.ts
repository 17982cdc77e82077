import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { spotReaderFor } from '../../../../src/documents/spots/spotReaders.ts';

const found = (languageId: string, text: string): readonly string[] =>
  (spotReaderFor(languageId)?.(text).spots ?? []).map((spot) => (spot.kind === 'link' ? spot.target : spot.prompt));

suite('Images of documents', () => {
  test('a blank line ends a block of HTML in Markdown with carriage returns', () => {
    assert.deepEqual(found('markdown', '<div>\r\n\r\n![a](a.png)\r\n\r\n</div>\r\n\r\n![b](b.png)\r\n'), [
      'a.png',
      'b.png',
    ]);
  });

  test('a footnote is no definition', () => {
    assert.deepEqual(found('markdown', 'text[^1]\n\n[^1]: ![a](a.png)\nmore ![b](b.png)\n'), ['a.png', 'b.png']);
  });

  test('an image within an alternative text is not shown', () => {
    assert.deepEqual(found('markdown', '![alt ![in](in.png)](out.png)'), ['out.png']);
  });

  test('places in the document, mail and placeholders of engines are no files', () => {
    assert.deepEqual(found('markdown', '![a](#x) ![b](mailto:x@y.z) ![r]\n\n[r]: {{x}}/a.png'), []);
  });

  test('a tag goes on over the lines of a quote', () => {
    assert.deepEqual(found('markdown', '> <img\n>   src="a.png"\n>   alt="x">'), ['a.png']);
  });

  test('a definition that nothing refers to is a comment in all its forms', () => {
    const text = '[//]: # (image: a)\n[//]: # "image: b"\n[comment]: <> (image: c)\n[//]: # \'image: d\'\n';
    assert.deepEqual(found('markdown', text), ['a', 'b', 'c', 'd']);
  });

  test('statements of MDX go on behind blank lines while a bracket is open', () => {
    assert.deepEqual(found('mdx', 'export const m = {\n  a: "![x](y.png)",\n\n  b: "![x](z.png)"\n}\n\n![c](c.png)'), [
      'c.png',
    ]);
  });

  test('elements that hold text end as HTML says', () => {
    const script = '<SCRIPT>var a = "<img src=x.png>"</SCRIPT><img src=a.png>';
    assert.deepEqual(found('html', script), ['a.png']);
    assert.deepEqual(found('html', '<script>x</script ><img src=a.png><style>a{}</style\n><img src=b.png>'), [
      'a.png',
      'b.png',
    ]);
    assert.deepEqual(found('html', '<title><img src=x.png></title><!--> <img src=a.png> -->'), ['a.png']);
  });

  test('quotes of an inline style may be references', () => {
    assert.deepEqual(found('html', '<div style="background:url(&quot;a.png&quot;)"></div>'), ['a.png']);
  });

  test('what a template engine fills in is no address, and its strings hold no tags', () => {
    const page = `{{ "<img src=x.png>" }}<img src="{% static "x.png" %}"><img src="<?= $x ?>"><img src="a.png" alt="{{ x }}">`;
    assert.deepEqual(found('html', page), ['a.png']);
    assert.deepEqual(found('razor', '<img src="~/a.png"> <img src="@Model.Src">'), ['~/a.png']);
  });

  test('template engines have comments of their own', () => {
    const comments = {
      jinja: '{# image: a boat #}',
      handlebars: '{{!-- image: a boat --}}',
      erb: '<%# image: a boat %>',
      blade: '{{-- image: a boat --}}',
      razor: '@* image: a boat *@',
      php: '<?php // image: a boat\n?>',
    };
    for (const [languageId, comment] of Object.entries(comments))
      assert.deepEqual(found(languageId, comment), ['a boat'], languageId);
  });

  test('filters and fonts of a style sheet are no images', () => {
    assert.deepEqual(found('css', 'a{filter:url(f.svg#x);background:url(a.png)} @font-face{src:url(f.svg)}'), [
      'a.png',
    ]);
  });

  test('an image that a script hands on is shown', () => {
    assert.deepEqual(found('typescript', "export { default } from './a.png';"), ['./a.png']);
  });
});

suite('Texts that are no documents', () => {
  // Each took 2 to 20 seconds or all of the memory before it was given up.
  const hostile: readonly (readonly [languageId: string, piece: string])[] = [
    ...(['![](', '*a', '1. ', '>', '<a>'] as const).map((piece) => ['markdown', piece] as const),
    ...(['{', '<a>'] as const).map((piece) => ['mdx', piece] as const),
    ...(['{', '{{'] as const).map((piece) => ['svelte', piece] as const),
    ...(['<', '/*', '(a'] as const).map((piece) => ['typescriptreact', piece] as const),
    ...([
      ['vue', '{{'],
      ['html', '<a b="'],
      ['scss', '{'],
    ] as const),
  ];
  for (const [languageId, piece] of hostile)
    test(`are given up soon: 100 KB of ${piece} in ${languageId}`, () => {
      assert.deepEqual(found(languageId, piece.repeat(100_000 / piece.length)), []);
    });
});
