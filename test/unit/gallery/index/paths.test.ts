import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diskPath, uriPath } from '../../../../src/gallery/index/diskPath.ts';
import { inFolder, relativeTo } from '../../../../src/gallery/index/fileTree.ts';

const windows: readonly (readonly [uri: string, disk: string])[] = [
  ['/c:/boats/a b.png', 'c:\\boats\\a b.png'],
  ['/c:', 'c:\\'],
  ['/c:/', 'c:\\'],
  ['//server/share/a.png', '\\\\server\\share\\a.png'],
];

test('Paths of Uris become paths of Windows, and other systems have the same', () => {
  assert.deepEqual(
    windows.map(([uri]) => [uri, diskPath(uri, true)]),
    windows,
  );
  assert.equal(diskPath('/home/C:\\odd\\name.png', false), '/home/C:\\odd\\name.png');
});

const back: readonly (readonly [disk: string, uri: string])[] = [
  ['C:\\boats\\a.png', '/c:/boats/a.png'],
  ['d:\\', '/d:/'],
  ['\\\\server\\share\\a.png', '//server/share/a.png'],
  ['\\\\?\\C:\\boats', '/c:/boats'],
  ['\\\\?\\UNC\\server\\share', '//server/share'],
];

test('Paths of Windows become paths of Uris, whatever form they come in', () => {
  assert.deepEqual(
    back.map(([disk]) => [disk, uriPath(disk, true)]),
    back,
  );
  assert.equal(uriPath('/home/C:\\odd\\name.png', false), '/home/C:\\odd\\name.png');
});

const relations: readonly (readonly [folder: string, path: string, relative: string | undefined])[] = [
  ['/a', '/a/b/c.png', 'b/c.png'],
  ['/a', '/a/b/', 'b'],
  ['/a/', '/a', ''],
  ['/a', '/a/', ''],
  ['/a', '/ab/c.png', undefined],
  ['/a/b', '/a', undefined],
  ['/', '/a', 'a'],
  ['/', '/', ''],
  ['/c:/', '/c:/a.png', 'a.png'],
];

test('A path is relative to the folders that it lies in', () => {
  assert.deepEqual(
    relations.map(([folder, path]) => [folder, path, relativeTo(folder, path)]),
    relations,
  );
});

test('Going into a folder and looking back gives the name again', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'));
  const folder = fc.array(name).map((names) => `/${names.join('/')}`);
  fc.assert(fc.property(folder, name, (where, what) => relativeTo(where, inFolder(where, what)) === what));
});
