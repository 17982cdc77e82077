import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renamedReference } from '../../../src/documents/imageReferences.ts';

type Row = readonly [languageId: string, written: string, newName: string, expected: string];

function assertRows(rows: readonly Row[]): void {
  assert.deepEqual(
    rows.map(([languageId, written, newName]) => [
      languageId,
      written,
      newName,
      renamedReference(written, newName, languageId),
    ]),
    rows,
  );
}

test('only the last segment gives way, and the style of the link stays', () => {
  assertRows([
    ['markdown', 'a.png', 'b.png', 'b.png'],
    ['markdown', './a.png', 'b.png', './b.png'],
    ['markdown', '../x%20y/a.png', 'b.png', '../x%20y/b.png'],
    ['html', '/images/a.png', 'b.webp', '/images/b.webp'],
    ['json', 'images\\/a.png', 'b.png', 'images\\/b.png'],
    ['html', '%2Fimages%2Fa.png', 'b.png', '%2Fimages%2Fb.png'],
    ['latex', 'images/a', 'b.c.png', 'images/b.c'],
    ['latex', 'images/a.png', 'b.png', 'images/b.png'],
  ]);
});

test('the new name is written as Paper Boat writes paths in that language', () => {
  assertRows([
    ['markdown', 'a.png', 'my boat (1).png', 'my%20boat%20%281%29.png'],
    ['mdx', 'a.png', 'човен.png', 'човен.png'],
    ['blade', 'a.png', 'b@2x.png', 'b%402x.png'],
    ['asciidoc', 'a.png', 'my boat.png', 'my boat.png'],
    ['restructuredtext', 'a.png', 'my boat.png', 'my\\ boat.png'],
    ['latex', 'a.png', 'a#b.png', 'a\\string#b.png'],
    ['typst', 'a.png', 'a"b.png', 'a\\"b.png'],
    ['org', 'x/a.png', '[b].png', 'x/\\[b\\].png'],
    ['json', 'a.png', 'a"b c.png', 'a\\"b c.png'],
    ['python', 'a.png', 'my "boat".png', 'my %22boat%22.png'],
  ]);
});

test('plain spaces and percent codes go on as the link has them', () => {
  assertRows([
    ['markdown', 'my boat.png', 'your (new) boat.png', 'your %28new%29 boat.png'],
    ['html', 'images/my boat.png', 'a & b.png', 'images/a %26 b.png'],
    ['json', 'my%20boat.png', 'your "new" boat.png', 'your%20%22new%22%20boat.png'],
    ['python', 'my%20boat.png', "it's mine.png", 'it%27s%20mine.png'],
    ['markdown', '%D1%87.png', 'ї 1.png', '%D1%97%201.png'],
    ['typst', 'my%20boat.png', 'my new%20boat.png', 'my new%20boat.png'],
  ]);
});
