import assert from 'node:assert/strict';
import { appendFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { png, recipeLine, show, temporaryFolder, writeFiles } from './shownFolder.ts';

const boat = Buffer.concat([png, Buffer.from('boat')]);
const sun = Buffer.concat([png, Buffer.from('sunny')]);
const sameSize = Buffer.concat([png, Buffer.from('goat')]);
const files = { 'boat.png': boat, 'copy/boat.png': boat, 'goat.png': sameSize, 'sun.png': sun };

async function workspace(context: TestContext) {
  const [folder, storage] = [await temporaryFolder(context), await temporaryFolder(context)];
  await writeFiles(folder, files);
  const favourites: string[] = [];
  const open = async () => {
    const shown = show(folder, { storage, favourites });
    await shown.index.walk();
    const prompts = (): string => shown.page.images.map(({ recipe }) => recipe?.prompt ?? '-').join();
    return { ...shown, prompts };
  };
  return { folder, storage, favourites, open };
}

test('Images join their recipes by content, and only those of a fitting size are read for it', async (context) => {
  const { storage, folder, open } = await workspace(context);
  await writeFile(
    join(storage, 'recipes.jsonl'),
    recipeLine(boat, 'a paper boat', { revisedPrompt: 'a boat', cost: 0.04, costBasis: 'usage' }),
  );
  const { page, tree, prompts } = await open();
  await page.until(() => prompts() === 'a paper boat,a paper boat,-,-' && tree.reads.length === 3);
  const words = { prompt: 'a paper boat', revisedPrompt: 'a boat' };
  const summary = { ...words, model: 'placeholder', cost: 0.04, costBasis: 'usage' };
  assert.deepEqual(page.at('copy/boat.png').recipe, summary);
  assert.deepEqual(
    tree.reads.sort(),
    ['boat.png', 'copy/boat.png', 'goat.png'].map((name) => join(folder, name)),
  );
});

test('Recipes join images that were there before, read or not; a later recipe takes the place of an earlier', async (context) => {
  const { open } = await workspace(context);
  const { index, page, prompts, recipesFile } = await open();
  await index.factsOf(page.at('boat.png').id);
  await appendFile(recipesFile, recipeLine(boat, 'one') + recipeLine(sun, 'two'));
  await index.refreshRecipes();
  await page.until(() => prompts() === 'one,one,-,two');
  await appendFile(recipesFile, recipeLine(boat, 'three'));
  await index.refreshRecipes();
  await page.until(() => prompts() === 'three,three,-,two');
});

test('A new file joins a recipe that was written before it or after it, and keeps it when it moves', async (context) => {
  const { folder, open } = await workspace(context);
  const { touch, page, index, recipesFile } = await open();
  const moon = Buffer.concat([png, Buffer.from('the moon')]);
  await appendFile(recipesFile, recipeLine(moon, 'the moon'));
  await writeFile(join(folder, 'moon.png'), moon);
  await touch('moon.png');
  await page.until(() => page.has('moon.png', ({ recipe }) => recipe?.prompt === 'the moon'));
  await rename(join(folder, 'moon.png'), join(folder, 'copy/luna.png'));
  await touch('moon.png', 'copy/luna.png');
  await page.until(() => page.has('copy/luna.png', ({ recipe }) => recipe !== undefined));
  const star = Buffer.concat([png, Buffer.from('a star!!!')]);
  await writeFile(join(folder, 'star.png'), star);
  await touch('star.png');
  await appendFile(recipesFile, recipeLine(star, 'a star'));
  await index.refreshRecipes();
  await page.until(() => page.has('star.png', ({ recipe }) => recipe?.prompt === 'a star'));
});

test('Long prompts are cut for the page between two characters', async (context) => {
  const { storage, open } = await workspace(context);
  const prompts = [`${'x'.repeat(3999)}😀${'y'.repeat(96_000)}`, `${'z'.repeat(3998)}😀`, '\ud83dlone'];
  const lines = [boat, sameSize, sun].map((bytes, place) => recipeLine(bytes, prompts[place] ?? ''));
  await writeFile(join(storage, 'recipes.jsonl'), lines.join(''));
  const { page } = await open();
  await page.until(() => page.images.every(({ recipe }) => recipe));
  assert.deepEqual(
    ['boat.png', 'goat.png', 'sun.png'].map((name) => page.at(name).recipe?.prompt),
    ['x'.repeat(3999), prompts[1], '\ufffdlone'],
  );
});

test('A favourite is a content: its copies are favourites, after a move and in the next session too', async (context) => {
  const { folder, favourites, open } = await workspace(context);
  const { index, page, touch } = await open();
  const shown = (): string =>
    page.images
      .filter(({ isFavourite }) => isFavourite)
      .map(({ path }) => path)
      .join();
  await index.setFavourite([page.at('boat.png').id, page.at('sun.png').id, 'gone'], true);
  await index.setFavourite([page.at('sun.png').id], false);
  await index.factsOf(page.at('copy/boat.png').id);
  await page.until(() => shown() === 'boat.png,copy/boat.png');
  await rename(join(folder, 'boat.png'), join(folder, 'z.png'));
  await touch('boat.png', 'z.png');
  await page.until(() => shown() === 'copy/boat.png,z.png');
  assert.equal(favourites.length, 1);
  favourites.push('damaged');
  const next = await open();
  await next.page.until(() => next.page.images.filter(({ isFavourite }) => isFavourite).length === 2);
});

test('Uses are told when they change, and only then', async (context) => {
  const { open } = await workspace(context);
  const { index, page } = await open();
  const [boatId, sunId, goatId] = [page.at('boat.png').id, page.at('sun.png').id, page.at('goat.png').id];
  index.setUses(
    new Map([
      [boatId, { count: 1, alt: 'a boat' }],
      [goatId, { count: 1, alt: '' }],
      ['gone', { count: 1, alt: '' }],
    ]),
  );
  await page.until(() => page.at('goat.png').uses === 1);
  page.changes.length = 0;
  index.setUses(
    new Map([
      [boatId, { count: 1, alt: 'a boat' }],
      [sunId, { count: 2, alt: 'the sun' }],
    ]),
  );
  await page.until(() => page.changes.length > 0);
  assert.deepEqual(
    page.changes.map(({ changed }) => changed.map(({ path, uses, alt }) => [path, uses, alt])),
    [
      [
        ['goat.png', 0, ''],
        ['sun.png', 2, 'the sun'],
      ],
    ],
  );
});

test('Images whose files held others before are told as such, and only those that changed are told again', async (context) => {
  const { open } = await workspace(context);
  const { index, page } = await open();
  const [boatId, sunId] = [page.at('boat.png').id, page.at('sun.png').id];
  index.setVersioned(new Set([boatId, 'gone']));
  await page.until(() => page.at('boat.png').hasVersions === true);
  const told = page.changes.length;
  index.setVersioned(new Set([boatId, sunId]));
  await page.until(() => page.at('sun.png').hasVersions === true);
  assert.deepEqual(
    page.changes.slice(told).flatMap(({ changed }) => changed.map(({ id }) => id)),
    [sunId],
  );
});
