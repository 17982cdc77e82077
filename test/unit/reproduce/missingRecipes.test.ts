import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Recipe } from '../../../src/images/recipe.ts';
import { missingRecipes, type ExistingFile } from '../../../src/reproduce/missingRecipes.ts';

const folder = 'file:///home/site';
const other = 'file:///home/blog';
const hashOf = (letter: string): string => letter.repeat(64);

function recipe(file: string | undefined, letter: string, more: Partial<Recipe> = {}): Recipe {
  const request = { prompt: file ?? 'a boat', model: 'placeholder', count: 1 };
  const made = { type: 'png' as const, bytes: 4, createdAt: '2026-01-01T00:00:00.000Z', durationMs: 5 };
  return { version: 1, hash: hashOf(letter), request, ...made, ...(file !== undefined && { file }), ...more };
}

const there = (file: string, letter?: string, where = folder): ExistingFile => ({
  ...{ folder: where, file },
  ...(letter !== undefined && { hash: hashOf(letter) }),
});

const outcome = (...given: Parameters<typeof missingRecipes>) => {
  const { missing, moved } = missingRecipes(...given);
  return [missing.map(({ file }) => file), moved.map(({ file, at }) => `${file} < ${at.file}`)];
};

suite('What is gone', () => {
  test('is each file that a recipe of this folder names and that is not there, by file', () => {
    const recipes = [
      recipe('b/sun.png', 'b'),
      recipe('a.png', 'a'),
      recipe('there.png', 'c', { folder }),
      recipe('own.png', 'd', { folder }),
      recipe('elsewhere.png', 'e', { folder: other }),
      recipe(undefined, 'f'),
    ];
    assert.deepEqual(outcome(recipes, [there('there.png', '9'), there('a.png', '8', other)], folder), [
      ['a.png', 'b/sun.png', 'own.png'],
      [],
    ]);
  });

  test('comes back by the newest recipe of its file', () => {
    const [old, young] = [recipe('a.png', 'a'), recipe('a.png', 'b', { createdAt: '2026-02-01T00:00:00.000Z' })];
    for (const recipes of [
      [old, young],
      [young, old],
    ])
      assert.deepEqual(missingRecipes(recipes, [], folder).missing, [{ file: 'a.png', recipe: young }]);
  });

  test('is not what was moved: it says where the bytes are, in this folder first', () => {
    const recipes = [recipe('old/a.png', 'a'), recipe('b.png', 'b'), recipe('c.png', 'c')];
    const existing = [
      ...[there('x.png', 'a', other), there('new/z.png', 'a'), there('new/a.png', 'a')],
      ...[there('b2.png', 'b', other), there('unread.png')],
    ];
    assert.deepEqual(outcome(recipes, existing, folder), [['c.png'], ['b.png < b2.png', 'old/a.png < new/a.png']]);
  });

  test('is no file whose recipe leads elsewhere, and no name of a prototype', () => {
    const hostile = ['../a.png', '/a.png', 'C:/a.png', 'a\\b.png', 'a\0.png', '.git/a.png', 'con.png', '__proto__', ''];
    assert.deepEqual(
      outcome(
        hostile.map((file) => recipe(file, 'a')),
        [],
        folder,
      ),
      [[], []],
    );
  });

  test('is not what is there under the same name in other letters of Unicode', () => {
    assert.deepEqual(outcome([recipe('caf\u00e9.png', 'a')], [there('cafe\u0301.png')], folder), [[], []]);
  });
});
