import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Recipe } from '../../../src/images/recipe.ts';
import { teamFileOf } from '../../../src/workspace/teamRecipes.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { imageFolder, Walk } from '../../support/walk/walk.ts';

const request = { prompt: 'a boat. Ink.', model: 'placeholder', count: 1, size: '64x64' };

const linesOf = async (file: string): Promise<readonly Partial<Recipe>[]> =>
  (await readFile(file, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recipe);

test('A recipe says where its image is, to this machine and, where the team shares it, to the team', async (context) => {
  const [storage, images] = [await temporaryFolder(context), await temporaryFolder(context)];
  const walk = new Walk({ storage, images });
  const seen = async () => [
    (await linesOf(walk.recipes.file)).map(({ file, folder }) => [file, folder]),
    (await linesOf(teamFileOf(images))).map(({ file, folder }) => [file, folder]),
  ];
  const folder = imageFolder(images);
  const address = folder.root.toString();
  await walk.generate(request, { folder });
  const outside = await seen();
  await walk.generate(request, { folder: { ...folder, recipes: 'machine' } });
  const own = await seen();
  await walk.generate({ ...request, prompt: 'a sun' }, { folder: { ...folder, recipes: 'workspace' } });
  assert.deepEqual(
    [outside, own, await seen()],
    [
      [[[undefined, undefined]], []],
      [
        [
          [undefined, undefined],
          ['a-boat-ink-2.png', address],
        ],
        [],
      ],
      [
        [
          [undefined, undefined],
          ['a-boat-ink-2.png', address],
          ['a-sun.png', address],
        ],
        [['a-sun.png', undefined]],
      ],
    ],
  );
});
