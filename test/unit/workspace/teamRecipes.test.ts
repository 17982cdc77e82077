import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import type { Recipe } from '../../../src/images/recipe.ts';
import { recipeLine } from '../../../src/workspace/recipeLines.ts';
import { shareRecipe, teamFileOf } from '../../../src/workspace/teamRecipes.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';

const run = promisify(execFile);

function recipe(letter: string, more: Partial<Recipe> = {}): Recipe {
  const request = { prompt: 'a bóat', model: 'placeholder', count: 1 };
  const made = { type: 'png' as const, bytes: 4, createdAt: '2026-01-01T00:00:00.000Z', durationMs: 5 };
  return { version: 1, hash: letter.repeat(64), request, ...made, ...more };
}

suite('The file of a team’s recipes', () => {
  test('is made with its folder, and has one line an image', async (context) => {
    const root = await temporaryFolder(context);
    for (const letter of ['b', 'a', 'b']) await shareRecipe(recipe(letter), root);
    assert.deepEqual(
      [await readFile(teamFileOf(root), 'utf8'), await readdir(join(root, '.paper-boat'))],
      [`${recipeLine(recipe('a'))}\n${recipeLine(recipe('b'))}\n`, ['recipes.jsonl']],
    );
  });

  test('loses nothing when windows write at once', async (context) => {
    const root = await temporaryFolder(context);
    const windows = ['one', 'two', 'three', 'four'];
    const script = join(import.meta.dirname, 'addRecipes.ts');
    await Promise.all(windows.map((name) => run(process.execPath, [script, root, name, '25'])));
    const lines = (await readFile(teamFileOf(root), 'utf8')).split('\n').slice(0, -1);
    const hashes = lines.map((line) => (JSON.parse(line) as Recipe).hash);
    assert.deepEqual([new Set(hashes).size, hashes], [100, hashes.toSorted()]);
    assert.deepEqual(await readdir(join(root, '.paper-boat')), ['recipes.jsonl']);
  });

  test('loses nothing when one window writes many at once', async (context) => {
    const root = await temporaryFolder(context);
    const letters = Array.from({ length: 16 }, (_, index) => index.toString(16));
    await Promise.all(letters.map((letter) => shareRecipe(recipe(letter), root)));
    assert.equal(
      await readFile(teamFileOf(root), 'utf8'),
      letters.map((letter) => `${recipeLine(recipe(letter))}\n`).join(''),
    );
  });

  test('is not held up by what a window left that died', async (context) => {
    const root = await temporaryFolder(context);
    await shareRecipe(recipe('a'), root);
    const text = await readFile(teamFileOf(root));
    const name = `.recipes.jsonl.part-${createHash('sha256').update(text.toString('latin1')).digest('hex').slice(0, 32)}`;
    const part = join(root, '.paper-boat', name);
    await writeFile(part, 'half a li');
    await utimes(part, 0, 0);
    await shareRecipe(recipe('b'), root);
    assert.equal((await readFile(teamFileOf(root), 'utf8')).split('\n').length, 3);
    assert.deepEqual(await readdir(join(root, '.paper-boat')), ['recipes.jsonl']);
  });

  test('keeps what is no text byte for byte', async (context) => {
    const root = await temporaryFolder(context);
    await mkdir(join(root, '.paper-boat'));
    const odd = Buffer.from([0xff, 0xfe, 0, 0x80, 10]);
    await writeFile(teamFileOf(root), odd);
    await shareRecipe(recipe('a'), root);
    const after = await readFile(teamFileOf(root));
    assert.deepEqual([after.subarray(0, 5), after.subarray(5).toString()], [odd, `${recipeLine(recipe('a'))}\n`]);
  });

  test('is refused where its folder or itself is a link', async (context) => {
    const [root, other] = [await temporaryFolder(context), await temporaryFolder(context)];
    await symlink(other, join(root, '.paper-boat'));
    await assert.rejects(shareRecipe(recipe('a'), root), { name: 'SaveError', message: /is no folder/ });
    const second = await temporaryFolder(context);
    await mkdir(join(second, '.paper-boat'));
    await writeFile(join(other, 'secret'), 'secret');
    await symlink(join(other, 'secret'), teamFileOf(second));
    await assert.rejects(shareRecipe(recipe('a'), second), { name: 'SaveError', message: /is no file/ });
    assert.deepEqual([await readdir(other), await readFile(join(other, 'secret'), 'utf8')], [['secret'], 'secret']);
  });
});
