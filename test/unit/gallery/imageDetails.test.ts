import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recipe } from '../../../src/images/recipe.ts';

await import('./englishVscode.ts');
const { detailsOf } = await import('../../../src/gallery/imageDetails.ts');

const recipe: Recipe = {
  ...{ version: 1, hash: 'ab'.repeat(32), request: { prompt: 'a boat', model: 'gpt-image-2', count: 1 } },
  ...{ type: 'png', bytes: 9, createdAt: '2026-11-22T10:00:00.000Z', durationMs: 1000 },
};

test('a cost is exact when the service counted it, and an estimate otherwise', () => {
  const costs: readonly Partial<Recipe>[] = [
    { cost: 0.053, costBasis: 'usage' },
    { cost: 0.053, costBasis: 'estimate' },
    { cost: 0.053 },
    { cost: 0 },
    {},
  ];
  const told = costs.map((cost) => {
    const about = { id: 'boat', modifiedAt: 0, uses: [], parent: undefined, children: [], versions: [] };
    const { facts } = detailsOf({ ...about, recipe: { ...recipe, ...cost } });
    return facts.find(({ name }) => name === 'Cost')?.value;
  });
  assert.deepEqual(told, ['$0.053', '≈ $0.053', '≈ $0.053', 'free', undefined]);
});
