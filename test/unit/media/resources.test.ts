import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageAddress, thumbnailAddress } from '../../../media/gallery/resources.ts';
import { imageOf } from './gridPage.ts';

const roots = [{ name: 'site', base: 'https://files.example/a%20b' }];

test('an image has an address of its own for each of its contents, whatever its name', () => {
  const paths = ['a.png', 'docs/ä b#1?.png', '100%.png', 'lone\uD800.png', '<img>"\'.png'];
  assert.deepEqual(
    paths.map((path) => imageAddress(roots, imageOf('id', { path, modifiedAt: 7 }))),
    [
      'https://files.example/a%20b/a.png?v=7',
      'https://files.example/a%20b/docs/%C3%A4%20b%231%3F.png?v=7',
      'https://files.example/a%20b/100%25.png?v=7',
      'https://files.example/a%20b/lone%EF%BF%BD.png?v=7',
      `https://files.example/a%20b/%3Cimg%3E%22'.png?v=7`,
    ],
  );
});

test('a thumbnail is found by the hash of the content', () => {
  assert.equal(thumbnailAddress('https://files.example/t', 'abc'), 'https://files.example/t/abc.webp');
});
