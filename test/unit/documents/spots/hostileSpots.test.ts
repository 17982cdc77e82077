import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { spotReaderFor } from '../../../../src/documents/spots/spotReaders.ts';

/** What a reader would search again and again if it forgot what it had not found. */
const pieces: readonly (readonly [languageId: string, ...repeated: readonly string[]])[] = [
  ['asciidoc', 'image:', 'image:a[', 'image:a.png[","', '`a', '++', ':a: {a}{a}\n', '// image: a boat\n', '----\n'],
  [
    'restructuredtext',
    '.. |a| image:: a.png\n',
    '::\n\n',
    '== ==\n',
    '.. figure:: a\n\n\n',
    '|a',
    '.. image: a boat\n',
  ],
  ['latex', '\\begin{', '\\includegraphics[', '\\includegraphics{a.png}', '\\verb|', '\\iffalse ', '% image: a boat\n'],
  ['typst', '#image("a.png")', '#image(" ', '#[', '/*', '= a\n', '#figure(image("a.png"),'],
  ['org', '[[file:a.png]]\n\n# image: a boat\n\n', '[[', '=a ', '#+begin_src\n', ':END:x\n', 'file:a.png '],
  ['python', '# image: a boat\n', '"""\n'],
  ['rust', 'r#"', '/*', "b'"],
  ['lua', '[=[', '--[['],
  ['shellscript', '<<A\n', '${', '"'],
  ['yaml', '- |\n ', 'a: |\n'],
];
const length = 500_000;

suite('Half a million characters that repeat a piece of syntax are read to their end', () => {
  for (const [languageId, ...repeated] of pieces)
    test(`in ${languageId}`, () => {
      const read = spotReaderFor(languageId) ?? assert.fail();
      for (const piece of repeated) {
        const text = `image: x [[ " \n${piece.repeat(length / piece.length)}\n image: x`;
        const { spots, around } = read(text);
        for (const spot of spots) around(spot.whole.start);
      }
    });
});
