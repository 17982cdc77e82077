import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isInside } from '../../../src/documents/folderPath.ts';
import { isRecipeFile, recipeFileOf, recipePath } from '../../../src/documents/recipeFile.ts';

const hostile: readonly string[] = [
  ...['', '/', '.', '..', '/etc/boat.png', '//host/boat.png', '../boat.png', 'a/../../boat.png', 'a/../boat.png'],
  ...['./boat.png', 'a//boat.png', 'boat.png/', 'C:/boat.png', 'c:boat.png', 'a\\boat.png', '..\\boat.png'],
  ...[
    'boat\0.png',
    'boat.png\0.txt',
    'a/\nboat.png',
    'con.png',
    'images/NUL.png',
    'aux/boat.png',
    'boat.png:hidden.png',
  ],
  ...['.git/boat.png', 'a/.GIT/boat.png', 'git~1/boat.png', 'gnp.\u202Etaob.png', '\uD800.png', 'a./boat.png'],
  ...['boat.txt', 'package.json', 'boat', '.png/x', `${'a/'.repeat(600)}boat.png`, `${'a'.repeat(252)}.png`],
  ...['__proto__', 'constructor'],
];

test('a file that leads elsewhere, or is no name everywhere, or no image, is refused', () => {
  assert.deepEqual(
    hostile.filter((file) => isRecipeFile(file) || recipePath('/home/site', file) !== undefined),
    [],
  );
});

test('the file of an image is its way from the workspace folder, and leads back', () => {
  const cases = [
    ['/home/site', '/home/site/docs/images/a boat.png', 'docs/images/a boat.png'],
    ['/home/site', '/home/site/човен.WEBP', 'човен.WEBP'],
    ['/', '/boat.svg', 'boat.svg'],
    ['/home/site', '/home/sites/boat.png', undefined],
    ['/home/site', '/home/boat.png', undefined],
    ['/home/site', '/home/site', undefined],
    ['/home/site', '/home/site/a:b/boat.png', undefined],
  ] as const;
  for (const [folder, path, file] of cases) {
    assert.equal(recipeFileOf(folder, path), file);
    if (file !== undefined) assert.equal(recipePath(folder, file), path);
  }
  assert.equal(recipeFileOf('/C:/proj', '/c:/proj/boat.png'), 'boat.png');
});

test('whatever a recipe says, a path of it stays inside', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', 'a', ':', 'C', '.png', 'boat', '\0', ' ', '.git', '\u202E');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const path = recipePath('/home/site', pieces.join(''));
      assert.ok(path === undefined || (isInside('/home/site', path) && path !== '/home/site'));
    }),
    { numRuns: 2000 },
  );
});
