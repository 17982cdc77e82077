import { test } from 'node:test';
import assert from 'node:assert/strict';
import { drawImage } from '../../../src/api/localModel.ts';
import { familyOf } from '../../../src/api/models.ts';
import { modelSuggestions } from '../../../src/api/modelSuggestions.ts';
import { checkRequest } from '../../../src/api/request.ts';
import { imageSize, imageType } from '../../../src/images/imageType.ts';
import { boat, never } from './imageService.ts';

test('the local model answers in the size that was asked for, free of charge', async () => {
  const request = { ...boat, model: 'placeholder' };
  for (const [size, width, height] of [
    [undefined, 1024, 1024],
    ['320x200', 320, 200],
    ['16x64', 16, 64],
  ] as const) {
    const { bytes, ...facts } = await drawImage({ ...request, ...(size && { size }) }, never);
    assert.deepEqual(facts, { type: 'png', size: { width, height }, answeredModel: 'placeholder', cost: 0 });
    assert.deepEqual([imageType(bytes), imageSize(bytes, 'png')], ['png', { width, height }]);
  }
});

test('every suggested model is of a known family and can be asked as it is', () => {
  for (const { id, facts } of modelSuggestions) {
    checkRequest({ ...boat, model: id });
    assert.ok(familyOf(id).name !== 'unknown' && facts.length < 80, id);
  }
  const ids = modelSuggestions.map(({ id }) => id);
  assert.deepEqual([ids[0], ids.at(-1), new Set(ids).size], ['gpt-image-2', 'placeholder', ids.length]);
});
