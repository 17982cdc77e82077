import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OfferedModel } from '../../../src/api/catalogue.ts';
import { modelOffers, modelSuggestions } from '../../../src/api/modelSuggestions.ts';

const fetchedAt = new Date('2026-11-22T09:00:00Z');
const model = (id: string, facts: Partial<OfferedModel> = {}): OfferedModel => ({
  ...{ id, features: [], isImage: true, isNew: false, isRetired: false },
  ...facts,
});
const idsOf = (models: readonly OfferedModel[], isGone: boolean) =>
  modelOffers({ models, fetchedAt })
    .filter((offer) => offer.isGone === isGone)
    .map(({ id }) => id);

test('without a list of the service every suggestion is offered', () => {
  assert.deepEqual(
    modelOffers({ models: [] }),
    modelSuggestions.map((id) => ({ id, listed: undefined, isGone: false })),
  );
});

test('a list puts behind what it does not have or has shut down, but never the local model', () => {
  const models = [model('qwen-image'), model('gpt-image-2'), model('dall-e-3', { isRetired: true })];
  assert.deepEqual(
    [idsOf(models, false), idsOf(models, true)],
    [
      ['gpt-image-2', 'qwen-image', 'placeholder'],
      modelSuggestions.filter((id) => !['gpt-image-2', 'qwen-image', 'placeholder'].includes(id)),
    ],
  );
});

test('image models without a suggestion follow, new ones first', () => {
  const models = [
    ...[model('flux-3'), model('gpt-5.2', { isImage: false }), model('flux-old', { isRetired: true })],
    ...[model('flux-4', { isNew: true }), model('gpt-image-2')],
  ];
  assert.deepEqual(
    [idsOf(models, false), idsOf(models, true).at(-1)],
    [['gpt-image-2', 'placeholder', 'flux-4', 'flux-3'], 'flux-old'],
  );
});

test('a list without any known name is offered as a whole', () => {
  const models = [model('my-style', { isImage: false }), model('my-other-style', { isImage: false })];
  assert.deepEqual(idsOf(models, false), ['placeholder', 'my-style', 'my-other-style']);
});
