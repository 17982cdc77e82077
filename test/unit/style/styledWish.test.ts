import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { composeRequest, type RequestDefaults } from '../../../src/api/request.ts';
import type { HouseStyle } from '../../../src/style/houseStyle.ts';
import { styledDefaults, styledWish, type PlainWish } from '../../../src/style/styledWish.ts';

const settings: RequestDefaults = { model: 'gpt-image-2', count: 2, size: '1024x1024', quality: 'low' };
const style: HouseStyle = { text: 'Ink.', model: 'gpt-image-1', size: '1536x1024', quality: 'high' };

function requestOf(plain: PlainWish, chosen: HouseStyle | undefined = style) {
  const { wish, defaults, words } = styledWish(plain, settings, chosen);
  return { ...composeRequest(wish, defaults), words };
}

suite('A wish in a house with a style', () => {
  test('has the style in its prompt, and its choices instead of those of the settings', () => {
    assert.deepEqual(requestOf({ wish: { prompt: 'a boat' } }), {
      ...{ prompt: 'a boat. Ink.', words: 'a boat', count: 2 },
      ...{ model: 'gpt-image-1', size: '1536x1024', quality: 'high' },
    });
  });

  test('keeps what it asks for', () => {
    const asked = { model: 'gpt-image-2.5', size: '512x1024', quality: 'max', count: 1 };
    const { words, prompt, ...rest } = requestOf({ wish: { prompt: 'a boat', ...asked } });
    assert.deepEqual([rest, prompt, words], [asked, 'a boat. Ink.', 'a boat']);
  });

  test('of another model has only what that model takes of the style', () => {
    const { size, quality } = requestOf({ wish: { prompt: 'a boat', model: 'dall-e-3' } });
    assert.deepEqual([size, quality], ['1024x1024', 'low']);
    assert.deepEqual(
      ['grok-imagine', 'gpt-image-2', 'placeholder'].map((model) => {
        const { size, quality } = styledDefaults({ model: 'x', count: 1 }, style, model);
        return [size, quality];
      }),
      [
        [undefined, undefined],
        ['1536x1024', 'high'],
        ['1536x1024', undefined],
      ],
    );
  });

  test('is left as it is when its prompt is that of a recipe, or the style is off', () => {
    const wish = { prompt: 'a boat. Ink.' };
    assert.deepEqual(styledWish({ wish, words: 'a boat' }, settings, style), {
      wish,
      defaults: settings,
      words: 'a boat',
    });
    assert.deepEqual(styledWish({ wish }, settings), { wish, defaults: settings, words: 'a boat. Ink.' });
  });

  test('stays empty when it is empty, so that it is refused', () => {
    assert.equal(requestOf({ wish: { prompt: '' } }).prompt, '');
  });
});
