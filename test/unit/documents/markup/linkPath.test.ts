import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeLinkPath, relativeLink } from '../../../../src/documents/markup/linkPath.ts';
import { hostilePath } from './hostileText.ts';

test('a link leads from the folder of the document to the image', () => {
  const cases: readonly (readonly [document: string, image: string, expected: string])[] = [
    ['/home/readme.md', '/home/images/x.png', 'images/x.png'],
    ['/home/readme.md', '/home/x.png', 'x.png'],
    ['/home/docs/a/guide.md', '/home/docs/images/x.png', '../images/x.png'],
    ['/home/docs/guide.md', '/home/docs-images/x.png', '../docs-images/x.png'],
    ['/home/docs/guide.md', '/x.png', '../../x.png'],
    ['/readme.md', '/x.png', 'x.png'],
    ['/home/x.png/readme.md', '/home/x.png', '../x.png'],
    ['/home/my docs/a.md', '/home/my docs/образ [1].png', 'образ [1].png'],
    ['/home/a.md', '/home/12:30.png', './12:30.png'],
    ['/home/a.md', '/home/javascript:x/y.png', './javascript:x/y.png'],
    ['/home/a.md', '/home/images/12:30.png', 'images/12:30.png'],
    ['/c:/home/a.md', '/C:/home/images/x.png', 'images/x.png'],
  ];
  assert.deepEqual(
    cases.map(([document, image]) => [document, image, relativeLink(document, image)]),
    cases,
  );
});

test('the link, resolved from the folder of the document, is the image', () => {
  const folderNames = ['a', 'b', 'c d', 'e:f'];
  // No file is a folder, too.
  const name = fc.stringMatching(/^[a-zà-ü :%#\\-]{1,3}$/).filter((file) => !folderNames.includes(file));
  const path = fc
    .array(fc.constantFrom(...folderNames), { maxLength: 4 })
    .chain((folders) => name.map((file) => `/${[...folders, file].join('/')}`));
  fc.assert(
    fc.property(path, path, (document, image) => {
      const link = relativeLink(document, image);
      assert.deepEqual(
        [posix.join(posix.dirname(document), link), posix.relative(posix.dirname(document), image)],
        [image, link.replace(/^\.\//, '')],
      );
    }),
  );
});

test('an encoded link path is a URL reference with nothing but that path', () => {
  fc.assert(
    fc.property(hostilePath, (path) => {
      const { pathname, search, hash } = new URL(`/${encodeLinkPath(path)}`, 'https://example.test/');
      const expected = new URL('https://example.test/');
      expected.pathname = `/${path.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
      assert.deepEqual([decodeURIComponent(pathname), search, hash], [decodeURIComponent(expected.pathname), '', '']);
    }),
  );
});
