import { test } from 'node:test';
import assert from 'node:assert/strict';
import { isInside, resolvePath, settingFolder } from '../../../src/documents/folderPath.ts';

const unix = { root: '/home/site', documentFolder: '/home/site/docs' };
const windows = { root: '/c:/proj', documentFolder: '/c:/proj/docs' };
const odd = { root: '/home/a:b', documentFolder: '/home/a:b/aux' };

test('a folder is found from the root on, and drives are absolute', () => {
  const cases = [
    [unix, 'images', '/home/site/images'],
    [unix, './a/../images/', '/home/site/images'],
    [unix, '', '/home/site'],
    [unix, '/home/site/images', '/home/site/images'],
    [unix, '../elsewhere', '/home/elsewhere'],
    [unix, 'C:/proj/img', '/c:/proj/img'],
    [windows, 'C:/proj/img', '/c:/proj/img'],
    [windows, 'c:/proj/img', '/c:/proj/img'],
    [windows, '/C:/proj/img', '/c:/proj/img'],
    [windows, 'd:/img', '/d:/img'],
    [windows, 'C:/', '/c:/'],
    [{ root: '/c:/', documentFolder: '/c:/' }, '/c:/', '/c:/'],
    [windows, '/img', '/img'],
    [{ ...windows, root: '/C:/proj' }, 'img', '/c:/proj/img'],
    [unix, 'console/auxiliary/com/com10/nullable.d', '/home/site/console/auxiliary/com/com10/nullable.d'],
    [odd, 'images', '/home/a:b/images'],
    [odd, '/home/a:b/aux/images', '/home/a:b/aux/images'],
  ] as const;
  assert.deepEqual(
    cases.map(([context, setting]) => [context, setting, settingFolder(setting, context)]),
    cases,
  );
});

test('a name that is none on every system is refused and told', () => {
  const refusals: readonly (readonly [string, RegExp])[] = [
    ['a/b\0c', /NUL/],
    ['images:hidden', /colon.*"images:hidden"/],
    ['a/b:c/d', /colon.*"b:c"/],
    ['C:', /colon.*"C:"/],
    ['C:img', /colon.*"C:img"/],
    ['a/C:/img', /colon.*"C:"/],
    ['docs/a:b', /colon/],
    ['con', /"con" .*device/],
    ['a/NUL/b', /"NUL" .*device/],
    ['aux.d', /device/],
    ['prn .txt', /device/],
    ['COM1', /device/],
    ['lpt²', /device/],
    ['conout$', /device/],
  ];
  for (const context of [unix, windows])
    for (const [setting, message] of refusals) assert.throws(() => settingFolder(setting, context), { message });
});

test('inside is what the root holds, whatever the case of the drive', () => {
  const cases = [
    ['/home', '/home', true],
    ['/home', '/home/a', true],
    ['/home', '/home/..a', true],
    ['/', '/a', true],
    ['/home', '/workshop', false],
    ['/home/a', '/home', false],
    ['/home', '/Work/a', false],
    ['/c:/proj', '/C:/proj/img', true],
    ['/C:/proj', '/c:/proj/img', true],
    ['/c:/', '/C:/img', true],
    ['/c:', '/C:/img', true],
    ['/c:/proj', '/d:/proj/img', false],
  ] as const;
  assert.deepEqual(
    cases.map(([root, path]) => [root, path, isInside(root, path)]),
    cases,
  );
});

test('any other path is resolved without a look at its names', () => {
  assert.deepEqual(
    [resolvePath('/c:/proj', 'C:/img/a.png'), resolvePath('/home', '2026-11-22T10:00/a.png')],
    ['/c:/img/a.png', '/home/2026-11-22T10:00/a.png'],
  );
});
