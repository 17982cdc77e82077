import { test } from 'node:test';
import assert from 'node:assert/strict';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { recipeOf } from '../../../src/images/recipe.ts';

const request = { prompt: 'A paper boat', model: 'gpt-image-2', count: 1 };
const times = { startedAt: new Date('2026-11-22T09:00:00Z'), finishedAt: new Date('2026-11-22T09:00:12.5Z') };

test('a recipe says how the image was made, and belongs to its bytes', () => {
  const image = {
    ...{ content: memoryContent(Buffer.from('boat')), type: 'png' as const, size: { width: 8, height: 8 } },
    ...{ revisedPrompt: 'A paper boat at sunrise', answeredModel: 'gpt-image-2-2026-04-21', cost: 0 },
  };
  assert.deepEqual(recipeOf(image, { request, service: 'api.cometapi.com', ...times }), {
    version: 1,
    hash: '25cdb46d8d2115a24eb15c3c58f34f3330cfca4fec249ff70b7cad2bb560a0dd',
    request,
    revisedPrompt: 'A paper boat at sunrise',
    answeredModel: 'gpt-image-2-2026-04-21',
    service: 'api.cometapi.com',
    type: 'png',
    size: { width: 8, height: 8 },
    bytes: 4,
    cost: 0,
    createdAt: '2026-11-22T09:00:00.000Z',
    durationMs: 12_500,
  });
});

test('what is not known is left out', () => {
  const recipe = recipeOf({ content: memoryContent(new Uint8Array()), type: 'svg' }, { request, ...times });
  assert.deepEqual(Object.keys(recipe), ['version', 'hash', 'request', 'type', 'bytes', 'createdAt', 'durationMs']);
  assert.deepEqual(JSON.parse(JSON.stringify(recipe)), recipe);
});

test('the hash is of the view’s bytes, not of the memory behind it', () => {
  const memory = Buffer.from('a boat b');
  const view = new Uint8Array(memory.buffer, memory.byteOffset + 2, 4);
  const of = (bytes: Uint8Array) =>
    recipeOf({ content: memoryContent(bytes), type: 'png' }, { request, ...times }).hash;
  assert.equal(of(view), of(Buffer.from('boat')));
});

test('an image has a parent when its recipe was used again, and never itself', () => {
  const image = { content: memoryContent(Buffer.from('boat')), type: 'png' as const };
  const { hash } = recipeOf(image, { request, ...times });
  const parents = ['ab'.repeat(32), hash].map((parent) => recipeOf(image, { request, parent, ...times }).parent);
  assert.deepEqual(parents, ['ab'.repeat(32), undefined]);
});
