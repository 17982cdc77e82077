import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { servedEdits } from '../../../../src/documents/missing/servedEdits.ts';
import { wantedImages } from '../../../../src/documents/missing/wantedImages.ts';
import { FolderNames } from '../../../../src/documents/missing/folderNames.ts';
import { placesOf } from '../../../../src/documents/missing/documentPlaces.ts';
import { spotReaderFor } from '../../../../src/documents/spots/spotReaders.ts';
import { SpotScan } from '../../../../src/documents/spots/spotScan.ts';
import { fuzzRuns } from '../../../support/fuzz.ts';
import { filesTree } from '../missing/filesTree.ts';

const languages = (
  'markdown mdx html vue svelte astro javascript typescriptreact css scss sass asciidoc restructuredtext latex typst org ' +
  'python shellscript lua yaml ruby go rust java'
).split(' ');

/** What opens, closes and nests in these languages, and what only looks so. */
const pieces = (
  '![a](b.png)|![r][ref]|[ref]: c.png "t"|<img src="d.png" alt=x>|<figure>|</figure>|```|~~~|`|<!--|-->|<!-- image: a boat -->|' +
  '{|}|{/* image: q r */}|import h from "./h.png"|<Image src={h} />|<script>|</script>|<style>|</style>|url(e.png)|.a{|' +
  '// image: x y|# image: x y|-- image: x y|/*|*/|"|\'|- |> |# H|    |<picture><source srcset="a.png 1x, b.png 2x">|{{ x }}|' +
  ':src="\'/q.png\'"|---|....|----|image::f.png[Alt]|image:g.png[]|.. image:: i.png|   :alt: x|::|..|\\includegraphics{j}|' +
  '\\begin{verbatim}|\\end{verbatim}|%|#image("k.png")|#figure(|)|[[file:l.png]]|#+begin_src|#+end_src|#+CAPTION: c|' +
  '<img src="https://placehold.co/600x400" alt="p q">|![m](https://picsum.photos/200)|$|\\|é|\u0000|𝒳|<<EOF|EOF|[[|]]|"""'
).split('|');

const text = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('\n', '\n\n', ' ', '', '\r\n')), { maxLength: 30 })
  .map((parts) => parts.map((part) => part.join('')).join(''));

suite('Whatever a document holds', () => {
  for (const languageId of languages) {
    const read = spotReaderFor(languageId);
    assert.ok(read);

    test(`the images of ${languageId} stand in it, in order`, () => {
      fc.assert(
        fc.property(text, (document) => {
          const { spots, around } = read(document);
          let last = -1;
          for (const spot of spots) {
            const { start, end } = spot.kind === 'link' ? spot.address : spot.whole;
            assert.ok(start > last && end > start && end <= document.length, JSON.stringify(spot));
            assert.notEqual(document.slice(start, end).trim(), '');
            around(start);
            last = start;
          }
        }),
        { numRuns: Math.ceil(fuzzRuns / 33) },
      );
    });

    test(`${languageId} that is edited is read as if it were new`, () => {
      const edits = fc.array(fc.tuple(fc.nat(300), fc.nat(5), fc.constantFrom(...pieces, '\n', '')), {
        minLength: 1,
        maxLength: 6,
      });
      fc.assert(
        fc.property(text, edits, (document, changes) => {
          const scan = new SpotScan(languageId, document, spotReaderFor);
          let current = document;
          assert.deepEqual(scan.reading.spots, read(current).spots);
          for (const [place, length, inserted] of changes) {
            const offset = Math.min(place, current.length);
            const removed = Math.min(length, current.length - offset);
            current = current.slice(0, offset) + inserted + current.slice(offset + removed);
            scan.edit([{ offset, removed, inserted: inserted.length }], current);
            assert.deepEqual(scan.reading.spots, read(current).spots);
          }
        }),
        { numRuns: Math.ceil(fuzzRuns / 100) },
      );
    });

    test(`what is made for ${languageId} changes its addresses and adds links, and no other character`, async () => {
      const names = new FolderNames('/w', filesTree(['/w/a.txt']));
      const places = await placesOf('/w/a.txt', '/w', names);
      await fc.assert(
        fc.asyncProperty(text, async (document) => {
          const reading = read(document);
          const { wanted } = await wantedImages({ text: document, reading, documentPath: '/w/a.txt', places, names });
          const served = wanted.map(({ key, kind, prompt }, index) => ({
            ...{ key, image: { path: `images/made-${index}.png`, prompt } },
            ...(kind === 'missing' && { renamedTo: `made-${index}.png` }),
          }));
          const linked = { text: document, languageId };
          const edits = servedEdits(served, linked, reading, { marks: new Map(), snippets: {} });
          const addresses = reading.spots.flatMap((spot) => (spot.kind === 'link' ? [spot.address] : []));
          for (const { range } of edits) {
            const isInsertion = range.start === range.end;
            const isAddress = addresses.some(({ start, end }) => start === range.start && end === range.end);
            assert.ok(isInsertion || isAddress, JSON.stringify(range));
          }
          assert.deepEqual(withoutEdits(applied(document, edits), edits), withoutRanges(document, edits));
        }),
        { numRuns: Math.ceil(fuzzRuns / 100) },
      );
    });
  }
});

/** So many that parsers keep what an edit leaves of them, in elements of elements. */
const longText = fc
  .array(fc.tuple(fc.nat(60), fc.constantFrom(...pieces)), { minLength: 5, maxLength: 15 })
  .map((strange) => {
    const parts = Array.from({ length: 60 }, (_, index) => {
      const image = index % 3 === 0 ? '<Image :src="h" src={h} alt="a quay" />' : `<img src="q-${index}.png">`;
      const figure = `<figure>${image}<figcaption>Quay ${index}</figcaption></figure>`;
      return `<section>\n<h2>Part ${index}</h2>\n<p>${'The tide turns at noon. '.repeat(8)}</p>\n${figure}\n</section>\n`;
    });
    for (const [place, piece] of strange) parts.splice(place, 0, `${piece}\n`);
    const script = 'import h from "./h.png";\nconst tide = 1;\n';
    return { markup: `<main>\n<article>\n${parts.join('')}</article>\n</main>\n`, script };
  });

const scripted: Readonly<Record<string, (script: string) => string>> = {
  html: () => '',
  vue: (script) => `<script setup>\n${script}</script>\n`,
  svelte: (script) => `<script>\n${script}</script>\n`,
  astro: (script) => `---\n${script}---\n`,
  mdx: (script) => `${script}\n`,
  markdown: () => '# A quay\n\n',
};

suite('A long document', () => {
  for (const [languageId, scriptOf] of Object.entries(scripted))
    test(`of ${languageId} that is edited is read as if it were new`, () => {
      const read = spotReaderFor(languageId);
      assert.ok(read);
      const edits = fc.array(
        fc.record({
          part: fc.constantFrom('anywhere', 'script', 'name'),
          share: fc.double({ min: 0, max: 0.99, noNaN: true }),
          inserted: fc.oneof(fc.constantFrom(...pieces), fc.constant('g')),
        }),
        { minLength: 1, maxLength: 5 },
      );
      fc.assert(
        fc.property(longText, edits, ({ markup, script }, changes) => {
          let current = scriptOf(script) + markup;
          const scan = new SpotScan(languageId, current, spotReaderFor);
          assert.deepEqual(scan.reading.spots, read(current).spots);
          for (const { part, share, inserted } of changes) {
            const place = Math.floor(share * (part === 'script' ? 60 : current.length));
            // Of what is imported: an expression that stays as long as it was.
            const name = part === 'name' ? current.indexOf('={h}', place) : -1;
            const [offset, removed] = name === -1 ? [place, 0] : [name + 2, 1];
            current = current.slice(0, offset) + inserted + current.slice(offset + removed);
            scan.edit([{ offset, removed, inserted: inserted.length }], current);
            const kept = scan.reading;
            const anew = read(current);
            assert.deepEqual(kept.spots, anew.spots);
            const around = kept.spots.map((spot) => kept.around(spot.whole.start));
            assert.deepEqual(
              around,
              anew.spots.map((spot) => anew.around(spot.whole.start)),
            );
          }
        }),
        { numRuns: Math.ceil(fuzzRuns / 400) },
      );
    });
});

interface Edit {
  readonly range: { readonly start: number; readonly end: number };
  readonly text: string;
}

function applied(document: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (result, { range, text: added }) => result.slice(0, range.start) + added + result.slice(range.end),
    document,
  );
}

/** The rest of the new text, by where the edits have come to stand. */
function withoutEdits(document: string, edits: readonly Edit[]): string {
  let [rest, from, moved] = ['', 0, 0];
  for (const { range, text: added } of edits) {
    rest += document.slice(from, range.start + moved);
    from = range.start + moved + added.length;
    moved += added.length - (range.end - range.start);
  }
  return rest + document.slice(from);
}

function withoutRanges(document: string, edits: readonly Edit[]): string {
  let [rest, from] = ['', 0];
  for (const { range } of edits) {
    rest += document.slice(from, range.start);
    from = range.end;
  }
  return rest + document.slice(from);
}
