import { createHash } from 'node:crypto';
import { shareRecipe } from '../../../src/workspace/teamRecipes.ts';

/** A window of its own: shares recipes one by one, as fast as it can. */
const [root = '', name = '', count = '0'] = process.argv.slice(2);
for (let index = 0; index < Number(count); index++) {
  const hash = createHash('sha256').update(`${name}${index}`).digest('hex');
  const request = { prompt: `${name} ${index}`, model: 'placeholder', count: 1 };
  const made = { type: 'png' as const, bytes: 1, createdAt: new Date().toISOString(), durationMs: 1 };
  await shareRecipe({ version: 1, hash, request, ...made, file: `${name}/${index}.png` }, root);
}
