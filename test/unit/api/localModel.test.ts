import { test } from 'node:test';
import assert from 'node:assert/strict';
import { drawImage } from '../../../src/api/localModel.ts';
import { familyOf } from '../../../src/api/models.ts';
import { modelSuggestions } from '../../../src/api/modelSuggestions.ts';
import { checkRequest } from '../../../src/api/request.ts';
import { imageSize, imageType } from '../../../src/images/imageType.ts';
import { boat, ways } from './imageService.ts';

test('the local model answers in the size that was asked for, free of charge', async () => {
  const request = { ...boat, model: 'placeholder' };
  for (const [size, width, height] of [
    [undefined, 1024, 1024],
    ['320x200', 320, 200],
    ['16x64', 16, 64],
  ] as const) {
    const { content, ...facts } = await drawImage({ ...request, ...(size && { size }) }, ways());
    const bytes = await content.read(0, content.length);
    assert.deepEqual(facts, { type: 'png', size: { width, height }, answeredModel: 'placeholder', cost: 0 });
    assert.deepEqual([imageType(bytes), imageSize(bytes, 'png')], ['png', { width, height }]);
  }
});

test('every suggested model is of a known family and can be asked as it is', () => {
  for (const model of modelSuggestions) {
    checkRequest({ ...boat, model });
    assert.notEqual(familyOf(model).name, 'unknown', model);
  }
  const [first, last] = [modelSuggestions[0], modelSuggestions.at(-1)];
  assert.deepEqual(
    [first, last, new Set(modelSuggestions).size],
    ['gpt-image-2', 'placeholder', modelSuggestions.length],
  );
});
