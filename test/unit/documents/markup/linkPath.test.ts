import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeLinkPath, relativeLink } from '../../../../src/documents/markup/linkPath.ts';
import { hostilePath } from './hostileText.ts';

test('a link leads from the folder of the document to the image', () => {
  const cases: readonly (readonly [document: string, image: string, expected: string])[] = [
    ['/work/readme.md', '/work/images/x.png', 'images/x.png'],
    ['/work/readme.md', '/work/x.png', 'x.png'],
    ['/work/docs/a/guide.md', '/work/docs/images/x.png', '../images/x.png'],
    ['/work/docs/guide.md', '/work/docs-images/x.png', '../docs-images/x.png'],
    ['/work/docs/guide.md', '/x.png', '../../x.png'],
    ['/readme.md', '/x.png', 'x.png'],
    ['/work/x.png/readme.md', '/work/x.png', '../x.png'],
    ['/work/my docs/a.md', '/work/my docs/образ [1].png', 'образ [1].png'],
    ['/work/a.md', '/work/12:30.png', './12:30.png'],
    ['/work/a.md', '/work/javascript:x/y.png', './javascript:x/y.png'],
    ['/work/a.md', '/work/images/12:30.png', 'images/12:30.png'],
    ['/c:/work/a.md', '/C:/work/images/x.png', 'images/x.png'],
  ];
  assert.deepEqual(
    cases.map(([document, image]) => [document, image, relativeLink(document, image)]),
    cases,
  );
});

test('the link, resolved from the folder of the document, is the image', () => {
  const name = fc.stringMatching(/^[a-zà-ü :%#\\-]{1,3}$/);
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c d', 'e:f'), { maxLength: 4 })
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
