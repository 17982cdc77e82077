import assert from 'node:assert/strict';
import { appendFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { RecipeBook } from '../../../../src/gallery/index/recipeBook.ts';
import { Recipes } from '../../../../src/workspace/recipes.ts';
import { recipeLine, temporaryFolder } from './shownFolder.ts';
import type { Recipe } from '../../../../src/images/recipe.ts';

const [boat, sun, moon] = ['boat', 'sunny', 'moonlit'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
const recipe = (bytes: Buffer, prompt: string, more: Partial<Recipe> = {}): Recipe =>
  JSON.parse(recipeLine(bytes, prompt, more)) as Recipe;
const [boatHash, sunHash, moonHash] = [boat, sun, moon].map((bytes) => recipe(bytes, '').hash) as [
  string,
  string,
  string,
];

async function book(context: TestContext) {
  const file = join(await temporaryFolder(context), 'recipes.jsonl');
  const lines: string[] = [];
  return { file, lines, book: new RecipeBook(file, (line) => void lines.push(line)) };
}

test('Recipes that were appended are found by content, size and parent', async (context) => {
  const { file, book: reader, lines } = await book(context);
  assert.deepEqual([await reader.refresh(), lines], [[], []]);
  const recipes = new Recipes(file);
  const long = recipe(boat, `${'x'.repeat(100_000)}\n😀`, { cost: 0.5, size: { width: 1, height: 2 } });
  const [child, other] = [recipe(sun, 'a sun', { parent: boatHash }), recipe(moon, 'a moon', { parent: boatHash })];
  await recipes.append(long);
  assert.deepEqual(await reader.refresh(), [boatHash]);
  await recipes.append(child);
  await recipes.append(other);
  assert.deepEqual(await Promise.all([reader.refresh(), reader.refresh()]), [[sunHash, moonHash], []]);
  assert.deepEqual([reader.byHash(boatHash), reader.byHash('')], [long, undefined]);
  assert.deepEqual([reader.hasBytes(4), reader.hasBytes(6)], [true, false]);
  assert.deepEqual([reader.children(boatHash), reader.children(sunHash)], [[child, other], []]);
});

test('The latest line about a content counts, its parent too', async (context) => {
  const { file, book: reader } = await book(context);
  const latest = recipe(sun, 'second', { parent: moonHash });
  await writeFile(file, recipeLine(sun, 'first', { parent: boatHash }));
  await reader.refresh();
  await appendFile(file, `${JSON.stringify(latest)}\n`);
  assert.deepEqual(await reader.refresh(), [sunHash]);
  assert.deepEqual(
    [reader.byHash(sunHash), reader.children(boatHash), reader.children(moonHash)],
    [latest, [], [latest]],
  );
});

test('A line that is half-written waits, wherever it is cut', async (context) => {
  const folder = await temporaryFolder(context);
  const line = Buffer.from(recipeLine(boat, '😀 paper boat'));
  await fc.assert(
    fc.asyncProperty(fc.nat(line.length - 1), async (cut) => {
      const file = join(folder, `${cut}.jsonl`);
      const reader = new RecipeBook(file, () => undefined);
      await writeFile(file, line.subarray(0, cut));
      assert.deepEqual(await reader.refresh(), []);
      await appendFile(file, line.subarray(cut));
      assert.deepEqual([await reader.refresh(), reader.badLines], [[boatHash], 0]);
    }),
    { numRuns: 20 },
  );
});

const good = recipe(boat, 'good');
const { request, ...noRequest } = good;
const bad: readonly unknown[] = [
  null,
  7,
  'text',
  [],
  [good],
  {},
  noRequest,
  { ...good, version: 2 },
  { ...good, hash: '../../etc/passwd' },
  { ...good, hash: boatHash.toUpperCase() },
  { ...good, request: { ...request, prompt: { toString: 'x' } } },
  { ...good, request: { ...request, size: 1024 } },
  { ...good, request: { ...request, count: '1' } },
  { ...good, request: [] },
  { ...good, revisedPrompt: null },
  { ...good, parent: 'x' },
  { ...good, type: 'constructor' },
  { ...good, size: { width: 1 } },
  { ...good, bytes: '4' },
  { ...good, cost: null },
  { ...good, createdAt: 0 },
];

test('Lines that are no recipes are skipped and counted, and the others are read', async (context) => {
  const { file, book: reader, lines } = await book(context);
  const damaged = ['{', '{"hash":', '\u0000\u0001', JSON.stringify(good).replace('4', '1e999'), '['.repeat(100_000)];
  const all = [...bad.map((value) => JSON.stringify(value)), ...damaged, ' ', '', JSON.stringify(recipe(sun, 'sun'))];
  await writeFile(file, `${all.join('\n')}\n`);
  assert.deepEqual([await reader.refresh(), reader.badLines], [[sunHash], bad.length + damaged.length]);
  assert.deepEqual(lines, [`${bad.length + damaged.length} lines of the recipes cannot be read.`]);
});

test('A file that was emptied is read from its start again', async (context) => {
  const { file, book: reader } = await book(context);
  await writeFile(file, recipeLine(boat, 'a long first line'));
  await reader.refresh();
  await truncate(file);
  assert.deepEqual(await reader.refresh(), []);
  await appendFile(file, recipeLine(sun, 'second'));
  assert.deepEqual(await reader.refresh(), [sunHash]);
});
