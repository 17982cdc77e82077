import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FolderNames } from '../../../../src/documents/missing/folderNames.ts';
import { placesOf, type DocumentPlaces } from '../../../../src/documents/missing/documentPlaces.ts';
import { localPaths } from '../../../../src/documents/missing/localPaths.ts';
import type { AddressKind, LinkSpot } from '../../../../src/documents/spots/imageSpot.ts';
import { filesTree } from './filesTree.ts';

const places: DocumentPlaces = {
  root: '/w',
  folder: '/w/site/docs',
  webRoot: '/w/site/public',
  packageFolder: '/w/site',
  sourceFolder: '/w/site/src',
  sphinxFolder: undefined,
};

function spot(target: string, reads: AddressKind = 'url', more: Partial<LinkSpot> = {}): LinkSpot {
  const range = { start: 0, end: target.length };
  return { kind: 'link', whole: range, address: range, target, reads, ...more };
}

const first = (...args: Parameters<typeof spot>): string | undefined =>
  localPaths(spot(...args), places, '/w/site/docs/a.md')[0];

test('a relative address starts at the document’s folder', () => {
  assert.deepEqual(
    [first('images/a.png'), first('./a.png'), first('../a.png'), first('a%20b.png?w=3#top')],
    ['/w/site/docs/images/a.png', '/w/site/docs/a.png', '/w/site/a.png', '/w/site/docs/a b.png'],
  );
});

test('a slash is the root of the web server, and of the workspace where there is none', () => {
  assert.equal(first('/img/a.png'), '/w/site/public/img/a.png');
  assert.equal(first('/../../a.png'), '/w/site/public/a.png');
  assert.equal(localPaths(spot('/a.png'), { ...places, webRoot: undefined }, '/w/a.md')[0], '/w/a.png');
});

test('aliases start at the sources or the package', () => {
  assert.deepEqual(
    [first('@/assets/a.png', 'module'), first('~/a.png'), first('@site/static/a.png', 'module')],
    ['/w/site/src/assets/a.png', '/w/site/src/a.png', '/w/site/static/a.png'],
  );
});

test('a file in a home folder is in no workspace', () => {
  assert.deepEqual(
    [first('~/a.png', 'file'), first('~ann/a.png', 'file'), first('~a.png', 'file')],
    [undefined, undefined, '/w/site/docs/~a.png'],
  );
});

test('a module without a dot is a package', () => {
  assert.deepEqual(
    [first('some-package/a.png', 'module'), first('./a.png', 'module')],
    [undefined, '/w/site/docs/a.png'],
  );
});

test('a file is taken as it is', () => {
  assert.equal(first('a%20b#1.png', 'file'), '/w/site/docs/a%20b#1.png');
});

test('the folders that a document names come first', () => {
  assert.deepEqual(localPaths(spot('a.png', 'file', { folders: ['img/'] }), places, '/w/site/docs/a.tex'), [
    '/w/site/docs/img/a.png',
    '/w/site/docs/a.png',
  ]);
});

test('without extension the language tries its own, in turn', () => {
  assert.deepEqual(localPaths(spot('a', 'file', { extensions: ['png', 'pdf'] }), places, '/w/site/docs/a.tex'), [
    '/w/site/docs/a.png',
    '/w/site/docs/a.pdf',
  ]);
});

for (const target of [
  'https://example.com/a.png',
  '//example.com/a.png',
  'data:image/png;base64,AA',
  'mailto:a.png',
  '',
  '#a',
  'images/',
  'a\0.png',
  'file:///etc/a.png',
])
  test(`${JSON.stringify(target)} is no local file`, () => {
    assert.deepEqual(localPaths(spot(target), places, '/w/site/docs/a.md'), []);
  });

test('the folders of a document are found above it, not above its workspace folder', async () => {
  const list = filesTree([
    '/w/package.json',
    '/w/public/x.png',
    '/w/site/package.json',
    '/w/site/static/y.png',
    '/package.json',
  ]);
  const found = async (path: string): Promise<DocumentPlaces> => placesOf(path, '/w', new FolderNames('/w', list));
  assert.deepEqual(await found('/w/site/docs/deep/a.md'), {
    root: '/w',
    folder: '/w/site/docs/deep',
    packageFolder: '/w/site',
    webRoot: '/w/site/static',
    sourceFolder: undefined,
    sphinxFolder: undefined,
  });
  assert.equal((await found('/w/docs/a.md')).webRoot, '/w/public');
});

test('names are found whatever their case, each folder listed once, nothing outside', async () => {
  const listed: string[] = [];
  const tree = filesTree(['/w/Images/Boat.png', '/x/a.png']);
  const names = new FolderNames('/w', (path) => {
    listed.push(path);
    return tree(path);
  });
  const found = [
    '/w/Images/Boat.png',
    '/w/images/Boat.png',
    '/w/Images/boat.PNG',
    '/w/Images/ship.png',
    '/w/no/a.png',
    '/x/a.png',
  ];
  assert.deepEqual(await Promise.all(found.map((path) => names.find(path))), [
    'there',
    'otherCase',
    'otherCase',
    'gone',
    'gone',
    'gone',
  ]);
  assert.deepEqual(listed, ['/w', '/w/Images']);
  names.forget();
  assert.equal(await names.find('/w/Images/Boat.png'), 'there');
});
