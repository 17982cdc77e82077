import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { RecipeBook } from '../../../../src/gallery/index/recipeBook.ts';
import { Recipes } from '../../../../src/workspace/recipes.ts';
import { teamFileOf } from '../../../../src/workspace/teamRecipes.ts';
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

suite('A book that reads what a team shares, too', () => {
  const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];

  async function shared(context: TestContext) {
    const folder = await temporaryFolder(context);
    const [file, root] = [join(folder, 'recipes.jsonl'), join(folder, 'site')];
    const team = teamFileOf(root);
    const lines: string[] = [];
    const write = async (...texts: readonly string[]) => {
      await mkdir(dirname(team), { recursive: true });
      await writeFile(team, texts.join(''));
    };
    const reader = new RecipeBook(
      file,
      (line) => void lines.push(line),
      () => [team],
    );
    return { file, root, team, lines, write, reader, own: new Recipes(file) };
  }

  test('joins what both know of one making', async (context) => {
    const { own, root, reader } = await shared(context);
    const made = recipe(boat, 'a boat', { file: 'boat.png', folder: 'file:///site', cost: 0.04 });
    await own.append(made, root);
    assert.deepEqual(await reader.refresh(), [boatHash]);
    assert.deepEqual(reader.byHash(boatHash), made);
    assert.deepEqual(
      [await reader.refresh(), (await readFile(teamFileOf(root), 'utf8')).includes('folder')],
      [[], false],
    );
  });

  test('takes the later of two makings, wherever it is written down', async (context) => {
    const { own, write, reader } = await shared(context);
    await own.append(recipe(boat, 'own', { createdAt: late }));
    await own.append(recipe(sun, 'own', { createdAt: early, cost: 1 }));
    const line = (bytes: Buffer, createdAt: string) => recipeLine(bytes, 'team', { createdAt });
    await write(line(boat, early), line(sun, late));
    await reader.refresh();
    assert.deepEqual(
      [boatHash, sunHash].map((hash) => [reader.byHash(hash)?.request.prompt, reader.byHash(hash)?.cost]),
      [
        ['own', undefined],
        ['team', undefined],
      ],
    );
  });

  test('reads it anew when it is written anew, and tells only what is another one now', async (context) => {
    const { write, reader, lines } = await shared(context);
    const [a, b] = [recipeLine(boat, 'a boat', { parent: moonHash }), recipeLine(sun, 'a sun', { parent: moonHash })];
    await write(a);
    const first = await reader.refresh();
    await write(b, a);
    const grown = await reader.refresh();
    await write('<<<<<<< HEAD\n', b, '=======\n', recipeLine(boat, 'another', { parent: moonHash }));
    const torn = [await reader.refresh(), reader.badLines];
    await write(b);
    const less = [await reader.refresh(), reader.badLines, reader.byHash(boatHash)];
    assert.deepEqual([first, grown, torn, less], [[boatHash], [sunHash], [[boatHash], 2], [[boatHash], 0, undefined]]);
    assert.deepEqual(
      [reader.children(moonHash).map(({ hash }) => hash), lines],
      [[sunHash], ['2 lines of the recipes cannot be read.']],
    );
  });

  test('forgets it when it goes, and reads it when it comes', async (context) => {
    const { team, write, reader, lines } = await shared(context);
    assert.deepEqual(await reader.refresh(), []);
    await write(recipeLine(boat, 'a boat'));
    assert.deepEqual(await reader.refresh(), [boatHash]);
    await rm(dirname(team), { recursive: true });
    assert.deepEqual([await reader.refresh(), reader.byHash(boatHash), lines], [[boatHash], undefined, []]);
  });

  test('follows no link', async (context) => {
    const { team, root, write, reader } = await shared(context);
    await write(recipeLine(boat, 'a boat'));
    await rename(team, `${team}.real`);
    await symlink(`${team}.real`, team);
    assert.deepEqual(await reader.refresh(), []);
    await rename(`${team}.real`, team);
    await rename(join(root, '.paper-boat'), join(root, 'real'));
    await symlink(join(root, 'real'), join(root, '.paper-boat'));
    assert.deepEqual(await reader.refresh(), []);
  });
});
