import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standInRequest } from '../../src/standInRequest.ts';

test('the placeholder takes of a wish what it can draw, and of the settings as well', () => {
  const defaults = { model: 'gpt-image-2', count: 2, quality: 'high', outputFormat: 'webp' };
  const asked = [
    { size: '640x480', outputFormat: 'jpeg', background: 'opaque' },
    { size: 'as large as a house', outputFormat: 'webp' },
    { count: 1 },
  ].map((wish) => standInRequest({ prompt: 'A boat', model: 'gpt-image-2', ...wish }, defaults));
  const drawn = { prompt: 'A boat', model: 'placeholder', count: 2 };
  assert.deepEqual(asked, [{ ...drawn, size: '640x480', outputFormat: 'jpeg' }, drawn, { ...drawn, count: 1 }]);
});
