import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { spotReaderFor } from '../../../../src/documents/spots/spotReaders.ts';
import { imageMarkup } from '../../../../src/documents/markup/markup.ts';
import { visiblePath } from '../markup/hostileText.ts';
import { assertSpots } from './spotText.ts';

suite('AsciiDoc', () => {
  test('attributes of an image are positional, named, quoted, or on a line above', () => {
    assertSpots('asciidoc', [
      ['image::a.png[A boat, 300, 200]', 'a.png alt="A boat" 300x200'],
      ['image::a.png["A boat, red",300]', 'a.png alt="A boat, red" 300x?'],
      ['image::a.png[alt=\'A boat\',title="At sea",width=50%]', 'a.png alt="A boat" title="At sea"'],
      ['[alt=A boat,width=300]\nimage::a.png[]', 'a.png alt="A boat" 300x?'],
      ['.A boat\n[#fig]\nimage::a.png[]', 'a.png caption="A boat"'],
      ['.A boat\n\ntext\n\nimage::a.png[]', 'a.png'],
      ['image::a.png[A &#91;red&#93; boat]', 'a.png alt="A [red] boat"'],
      ['image::my boat.png[,300]', 'my boat.png 300x?'],
    ]);
  });

  test('attributes of the document are known from their line on', () => {
    assertSpots('asciidoc', [
      [
        'image::a.png[]\n\n:imagesdir: img\n\nimage::b.png[]\n\n:imagesdir!:\n\nimage::c.png[]',
        'a.png',
        'img|b.png',
        'c.png',
      ],
      [':base: art\n:imagesdir: {base}/img\n\nimage::a.png[]', 'art/img|a.png'],
      [':imagesdir: {unknown}\n\nimage::a.png[]\n\nimage::/b.png[]', '/b.png'],
      [':imagesdir: img\n\nimage::/a.png[]\n\nimage::https://x.example/b.png[]', '/a.png', 'https://x.example/b.png'],
      [':imagesdir: https://x.example/i\n\nimage::a.png[]', 'https://x.example/i/a.png'],
      ['ifndef::imagesdir[:imagesdir: img]\n\nimage::a.png[]', 'img|a.png'],
      ['ifdef::env-github[]\n:imagesdir: raw\nendif::[]\n\nimage::a.png[]', 'a.png'],
      [':dir: art\n\nimage::{dir}/a.png[]\n\nimage::{gone}/b.png[]', 'art/a.png'],
      [':Dir: art\n\nimage:{dir}/a.png[x]', 'art/a.png alt="x"'],
    ]);
  });

  test('what is taken as it is shows nothing', () => {
    assertSpots('asciidoc', [
      ['[source]\nimage::a.png[]\n\nimage::b.png[]', 'b.png'],
      ['[source,adoc]\n--\nimage::a.png[]\n--\nimage::b.png[]', 'b.png'],
      ['```adoc\nimage::a.png[]\n```\nimage::b.png[]', 'b.png'],
      ['----\n....\n----\nimage::b.png[]', 'b.png'],
      ['====\nimage::a.png[]\n====', 'a.png'],
      ['text `image:a.png[]` and pass:[image:b.png[\\]] image:c.png[c]', 'c.png alt="c"'],
      ['`a` image:b.png[b] `c`', 'b.png alt="b"'],
      ['text\nimage::a.png[]'],
      ['* item\n+\nimage::a.png[]', 'a.png'],
      ['Boat\n----\nimage::a.png[]', 'a.png'],
      ['image::data:image/png;base64,AA[]'],
      ['|===\n|a\na|image::b.png[B] |c\n|===', 'b.png alt="B"'],
      ['an image:split.png[A\nboat] here', 'split.png alt="A boat"'],
      ['[.role]\nimage::a.png[]', 'a.png'],
    ]);
  });

  test('comments of several lines are one prompt; commented-out macros are none', () => {
    assertSpots('asciidoc', [
      ['// image: a boat\n// on water\n// image: a cat', '// a boat on water', '// a cat'],
      ['////\nimage: a boat\nat sea\n////', '// a boat at sea'],
      ['// image::a.png[A boat]'],
      ['// image:a.png[A boat]'],
      ['// image: a boat\nimage::a.png[]', '// a boat served', 'a.png'],
      ['.Title\n// image: a boat\nimage::a.png[]', '// a boat served', 'a.png caption="Title"'],
    ]);
  });
});

suite('reStructuredText', () => {
  test('directives have options, captions, and a place among other text', () => {
    assertSpots('restructuredtext', [
      ['.. image:: a.png\n   :alt: A boat\n      at sea\n   :width: 300 px', 'a.png alt="A boat at sea" 300x?'],
      [
        '.. figure:: a.png\n   :alt: Boat\n\n   A *red* boat\n   at sea.\n\n   Legend.',
        'a.png alt="Boat" caption="A red boat at sea."',
      ],
      ['.. image::\n   a.png\n   :alt: A boat', 'a.png alt="A boat"'],
      ['.. Image:: my\\ boat.png', 'my boat.png'],
      ['1. .. image:: a.png', 'a.png'],
      ['* - .. image:: a.png\n       :alt: A', 'a.png alt="A"'],
      ['Text\n.. image:: a.png'],
      ['Text\n\n.. image:: a.png\n.. image:: b.png', 'a.png', 'b.png'],
      ['.. image:: chart.*\n   :alt: A chart', 'chart.* alt="A chart"'],
      ['.. note:: Boats\n\n   .. image:: a.png', 'a.png'],
    ]);
  });

  test('a substitution shows its image where its name stands', () => {
    assertSpots('restructuredtext', [
      ['The |red boat|.\n\n.. |Red  boat| image:: a.png', 'a.png alt="Red boat"'],
      ['``|boat|``\n\n.. |boat| image:: a.png'],
    ]);
  });

  test('tables hold images in their cells', () => {
    assertSpots('restructuredtext', [
      [
        '+------------------+-----+\n| .. image:: a.png | b   |\n|    :alt: A boat  |     |\n+------------------+-----+',
        'a.png alt="A boat"',
      ],
      ['====  ================\n a    .. image:: a.png\n====  ================\n', 'a.png'],
    ]);
  });

  test('literal blocks and comments show nothing', () => {
    assertSpots('restructuredtext', [
      ['Text::\n\n   .. image:: a.png\n\n.. image:: b.png', 'b.png'],
      ['- Text::\n\n    .. image:: a.png\n\n  .. image:: b.png', 'b.png'],
      ['Text::\n\n> .. image:: a.png\n\n.. image:: b.png', 'b.png'],
      ['.. code:: rst\n\n   .. image:: a.png\n\nText'],
      ['..\n   .. image:: a.png'],
      ['..\n\n   .. image:: a.png', 'a.png'],
      ['.. image: a boat\n   on water {size=512x512}', '// a boat on water {size=512x512}'],
      ['.. image: a boat\n\n.. image:: a.png', '// a boat served', 'a.png'],
    ]);
  });
});

suite('LaTeX', () => {
  test('arguments may be spread, commented and nested', () => {
    assertSpots('latex', [
      ['\\includegraphics[%\n  width=3cm,\n  alt={A boat, {red}}]\n  {a.png}', 'a.png alt="A boat, red"'],
      ['\\includegraphics<2>[width=300px]{a.png}', 'a.png 300x?'],
      ['\\includegraphics{{my.boat}.png}', 'my.boat.png'],
      ['\\includesvg{boat}', 'boat.*'],
      ['\\includegraphics{v1.2}', 'v1.2.*'],
      ['\\graphicspath{{a/}{b/}}\n\\includegraphics{boat.png}', 'a/|b/|boat.png'],
      ['\\includegraphics{a.png}\n\\graphicspath{{img/}}\n\\includegraphics{b.png}', 'a.png', 'img/|b.png'],
      ['\\includegraphics{\\imgdir/a.png}\\includegraphics{#1}\\includegraphics{a_\\theversion.png}'],
      ['\\includegraphics{50\\csname @percentchar\\endcsname .png}', '50%.png'],
    ]);
  });

  test('a caption is about the images of its figure', () => {
    assertSpots('latex', [
      [
        '\\begin{figure}\n\\includegraphics{a.png}\n\\caption[Short]{A \\textbf{red} boat\\label{x} at 50\\%}\n\\end{figure}',
        'a.png caption="A red boat at 50%"',
      ],
      [
        '\\begin{figure}\\begin{subfigure}{3cm}\\includegraphics{a.png}\\caption{One}\\end{subfigure}\\begin{subfigure}{3cm}\\includegraphics{b.png}\\end{subfigure}\\caption{All}\\end{figure}',
        'a.png caption="One"',
        'b.png caption="All"',
      ],
      [
        '\\begin{figure}\\subfloat[One]{\\includegraphics{a.png}}\\subfloat[Two]{\\includegraphics{b.png}}\\caption{All}\\end{figure}',
        'a.png caption="One"',
        'b.png caption="Two"',
      ],
      ['\\begin{center}\\includegraphics{a.png}\\captionof{figure}{A boat}\\end{center}', 'a.png caption="A boat"'],
      ['\\begin{figure}\\includegraphics{a.png}\\caption{Caf\\\'e \\"uber}\\end{figure}', 'a.png caption="Café über"'],
      ['\\begin{figure}\\caption{A}\\end{figure}\\includegraphics{a.png}', 'a.png'],
    ]);
  });

  test('what TeX does not read shows nothing', () => {
    assertSpots('latex', [
      ['\\iffalse \\ifdefined\\x a\\fi \\includegraphics{a.png}\\fi \\includegraphics{b.png}', 'b.png'],
      ['\\iffalse \\ifdef{\\x}{a}{b} \\fi \\includegraphics{b.png}', 'b.png'],
      ['50\\% \\includegraphics{a.png} % \\includegraphics{b.png}', 'a.png'],
      ['\\\\% \\includegraphics{a.png}'],
      ['\\url{a%20b} \\includegraphics{a.png}', 'a.png'],
      [
        '\\iffalse \\ifx a b \\includegraphics{a.png}\\fi \\includegraphics{b.png}\\fi \\includegraphics{c.png}',
        'c.png',
      ],
      ['\\iffalse \\includegraphics{a.png}\\else \\includegraphics{b.png}\\fi', 'b.png'],
      ['\\begin{minted}{tex}\n\\includegraphics{a.png}\n\\end{minted}\\includegraphics{b.png}', 'b.png'],
      ['\\verb!\\includegraphics{a.png}! \\lstinline{\\includegraphics{b.png}}'],
      ['\\end{document}\\includegraphics{a.png}'],
      ['\\begin{comment}\nimage: a boat\n\\end{comment}', '// a boat'],
      ['text % image: a boat', '// a boat'],
    ]);
  });
});

suite('Typst', () => {
  test('calls are code, wherever code stands', () => {
    assertSpots('typst', [
      ['#image("a.png", alt: "A \\"red\\" boat", width: 50%)', 'a.png alt="A "red" boat"'],
      ['#image(width: 50%, "a.png")', 'a.png'],
      ['#figure(image("a.png"), caption: [A *red* boat @ref])', 'a.png caption="A red boat"'],
      ['#figure(caption: "A boat")[#image("a.png")]', 'a.png caption="A boat"'],
      ['#figure(caption: [A boat])[#image("a.png")]', 'a.png caption="A boat"'],
      ['#align(center)[text #image("a.png")]', 'a.png'],
      ['#let x = image("a.png")\nimage("b.png")', 'a.png'],
      ['#if true { image("a.png") } else [ #image("b.png") image("c.png") ]', 'a.png', 'b.png'],
      ['$ x #image("a.png") $', 'a.png'],
      ['#std.image("a.png") #my.image("b.png") #my-image("c.png")', 'a.png'],
      ['#image("a" + x) #image(x) #image(bytes("a.png")) #image("b.png".trim())'],
      ['#text("image(\\"a.png\\")")'],
      ['#image( /* why */ "a.png" // because\n)', 'a.png'],
      ['#figure(table([#image("a.png")]), caption: [All]) #image("b.png")', 'a.png caption="All"', 'b.png'],
      [
        '#figure(grid(image("a.png"), figure(image("b.png"), caption: [B]), image("c.png")), caption: [All])',
        'a.png caption="All"',
        'b.png caption="B"',
        'c.png caption="All"',
      ],
    ]);
  });

  test('comments and raw text hide what is in them', () => {
    assertSpots('typst', [
      ['https://a.example #image("a.png")', 'a.png'],
      ['// #image("a.png")\n/* /* */ #image("b.png") */ #image("c.png")', 'c.png'],
      ['`#image("a.png")` ```` ``` #image("b.png") ```` #image("c.png")', 'c.png'],
      ['\\#image("a.png")'],
      ['#text("// no comment") #image("a.png")', 'a.png'],
      ['/* image: a boat */', '// a boat'],
      ['// image: a boat\n// at sea\n\n// image: a cat', '// a boat at sea', '// a cat'],
    ]);
  });
});

suite('Org', () => {
  test('links without words show their image', () => {
    assertSpots('org', [
      ['[[file:a.png]] [[./b.png]] [[../c.png]] [[/d.png]]', 'a.png', './b.png', '../c.png', '/d.png'],
      ['[[images/a.png]] [[#a.png]] [[*a.png]] [[id:a.png]]'],
      ['[[file:a.png][words]] [[https://x.example][file:b.png]]', 'b.png'],
      ['file:a.png, and <file:my boat.png>', 'a.png', 'my boat.png'],
      ['[[file:a\\[1\\].png]]', 'a[1].png'],
      ['[[file:///tmp/a.png]]', '/tmp/a.png'],
      ['=[[file:a.png]]= ~[[file:b.png]]~ a=b [[file:c.png]] d=e', 'c.png'],
    ]);
  });

  test('keyword lines are about the first image below them', () => {
    assertSpots('org', [
      [
        '#+CAPTION: A /red/ boat\n#+ATTR_HTML: :alt Boat :width 300px\n[[file:a.png]] [[file:b.png]]',
        'a.png alt="Boat" caption="A red boat" 300x?',
        'b.png',
      ],
      ['#+CAPTION[Short]: Long\n[[file:a.png]]', 'a.png caption="Long"'],
      ['#+CAPTION: A\n\n[[file:a.png]]', 'a.png'],
      ['#+ATTR_ORG: :width 300\n[[file:a.png]]', 'a.png 300x?'],
    ]);
  });

  test('blocks, drawers and commented subtrees show nothing', () => {
    assertSpots('org', [
      ['#+BEGIN_SRC org\n[[file:a.png]]\n#+END_SRC\n[[file:b.png]]', 'b.png'],
      ['#+begin_src\n[[file:a.png]]', 'a.png'],
      ['* COMMENT Old\n[[file:a.png]]\n** Deeper\n[[file:b.png]]\n* New\n[[file:c.png]]', 'c.png'],
      [':PROPERTIES:\n:LOGO: file:a.png\n:END:\n[[file:b.png]]', 'b.png'],
      [': [[file:a.png]]\n# [[file:b.png]]'],
      ['#+begin_comment\nimage: a boat\n#+end_comment', '// a boat'],
      ['# image: a boat\n#+ATTR_HTML: :alt x\n[[file:a.png]]', '// a boat served', 'a.png alt="x"'],
    ]);
  });
});

suite('The words around an image', () => {
  const cases = [
    ['asciidoc', '= Doc\n\n== The *sea*\n\nA link:x[boat] sails.\n\nimage::§.png[]\n', 'The sea', 'A boat sails.'],
    [
      'restructuredtext',
      'The sea\n=======\n\nA `boat <x>`_ *sails*.\n\n.. image:: §.png\n',
      'The sea',
      'A boat sails.',
    ],
    [
      'latex',
      '\\section{The \\emph{sea}}\nA \\textbf{boat} sails.\\cite{x}\n\n\\includegraphics{§.png}\n',
      'The sea',
      'A boat sails.',
    ],
    ['typst', '= The _sea_ <sea>\n\nA *boat* sails.\n\n#image("§.png")\n', 'The sea', 'A boat sails.'],
    ['org', '* TODO The /sea/ :tag:\n\nA [[x][boat]] *sails*.\n\n[[file:§.png]]\n', 'The sea', 'A boat sails.'],
    [
      'latex',
      '\\begin{frame}{The sea}\n\\includegraphics{§.png}\n\nA boat sails.\n\\end{frame}',
      'The sea',
      'A boat sails.',
    ],
  ] as const;
  for (const [languageId, text, heading, paragraph] of cases)
    test(`of ${languageId} are told without marks: ${text.slice(0, 12)}`, () => {
      const read = spotReaderFor(languageId) ?? assert.fail();
      assert.deepEqual(read(text).around(text.indexOf('§')), { heading, paragraph });
    });
});

suite('An image that is put into a document', () => {
  const languages = ['asciidoc', 'restructuredtext', 'latex', 'typst', 'org'];
  // What a template engine would fill in is no literal path.
  const literalPath = visiblePath.map((path) => path.replace(/\{[{%]|<%|\$\{/g, '_'));
  for (const languageId of languages)
    test(`of ${languageId} is read as it was meant`, () => {
      const read = spotReaderFor(languageId) ?? assert.fail();
      fc.assert(
        fc.property(literalPath, (path) => {
          const alt = 'A boat, 50% red';
          const document = `first\n\n${imageMarkup({ languageId, image: { path, alt } })}\n\nlast\n`;
          const [spot, ...others] = read(document).spots;
          assert.ok(spot?.kind === 'link' && others.length === 0, document);
          const target = spot.reads === 'url' ? decodeURIComponent(spot.target) : spot.target;
          assert.equal(target, path);
          assert.equal(spot.alt, alt);
        }),
        { numRuns: 200 },
      );
    });
});
