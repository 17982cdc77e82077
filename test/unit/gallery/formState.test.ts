import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkDraft, draftOf, refusalOfOwnSize, wishOf } from '../../../src/gallery/formState.ts';
import type { Draft } from '../../../src/gallery/protocol.ts';

const plain: Draft = draftOf({ model: 'gpt-image-2', count: 1 });

const draft = (change: Partial<Draft['choices']>, rest: Partial<Draft> = {}): Draft => ({
  ...{ ...plain, prompt: 'a boat', ...rest },
  choices: { ...plain.choices, ...change },
});

suite('The form', () => {
  test('starts from the settings', () => {
    assert.deepEqual(draftOf({ model: 'dall-e-3', count: 3, quality: 'hd', responseFormat: 'url' }), {
      prompt: '',
      count: 3,
      choices: { size: '', quality: 'hd', style: '', background: '', outputFormat: '' },
      revision: 0,
    });
  });

  const fields: readonly (readonly [string, readonly string[]])[] = [
    ['gpt-image-2', ['size', 'quality', 'background', 'outputFormat']],
    ['dall-e-3', ['size', 'quality', 'style']],
    ['qwen-image', ['size', 'outputFormat']],
    ['doubao-seedream-4-5-251128', ['size']],
    ['grok-imagine', []],
    ['placeholder', ['size', 'outputFormat']],
    ['a-model-that-nobody-knows', ['size']],
  ];
  for (const [model, names] of fields)
    test(`shows what ${model} takes and nothing else`, () => {
      const shown = checkDraft(draft({}), { model, count: 1 }).fields;
      assert.deepEqual(
        shown.map(({ name }) => name),
        names,
      );
    });

  test('never shows a value that the model refuses', () => {
    const choices = {
      size: '1920x1080',
      quality: 'hd',
      style: 'vivid',
      background: 'transparent',
      outputFormat: 'bmp',
    };
    const { fields } = checkDraft(draft(choices), { model: 'gpt-image-2', count: 1 });
    assert.deepEqual(Object.fromEntries(fields.map(({ name, value }) => [name, value])), {
      size: '',
      quality: '',
      background: 'transparent',
      outputFormat: '',
    });
  });

  test('an own size stays when the model takes it', () => {
    const [size] = checkDraft(draft({ size: '1600 × 912' }), { model: 'gpt-image-2', count: 1 }).fields;
    assert.deepEqual({ value: size?.value, takesOthers: size?.takesOthers }, { value: '1600x912', takesOthers: true });
  });

  const refusals: readonly (readonly [string, Draft, string, RegExp])[] = [
    ['a transparent JPEG', draft({ background: 'transparent', outputFormat: 'jpeg' }), 'gpt-image-2', /png or webp/],
    ['a prompt that is too long', draft({}, { prompt: 'a'.repeat(4001) }), 'dall-e-3', /up to 4,000/],
    ['a model id with spaces', draft({}), 'a model', /without spaces/],
  ];
  for (const [what, wrong, model, words] of refusals)
    test(`cannot send ${what}, and says why`, () => {
      assert.match(checkDraft(wrong, { model, count: 1 }).refusal ?? '', words);
    });

  test('an empty prompt is no reason to complain', () => {
    assert.equal(checkDraft(plain, { model: 'gpt-image-2', count: 1 }).refusal, undefined);
  });

  test('says what all images would cost, exactly where the price is known and as a range elsewhere', () => {
    const priceOf = (model: string, choices: Partial<Draft['choices']>, count: number) =>
      checkDraft(draft(choices, { count }), { model, count: 1 }).price;
    assert.deepEqual(
      [
        priceOf('gpt-image-2', { size: '1024x1024', quality: 'medium' }, 2),
        priceOf('gpt-image-2', {}, 1),
        priceOf('placeholder', {}, 4),
        priceOf('nobody-knows', {}, 1),
      ],
      [{ least: 0.106, most: 0.106 }, { least: 0.005, most: 0.211 }, { least: 0, most: 0 }, undefined],
    );
  });

  test('asks for the default of the model where nothing is chosen, whatever the settings say', () => {
    assert.deepEqual(wishOf(draft({ quality: 'low', style: 'vivid' }), 'gpt-image-2'), {
      prompt: 'a boat',
      model: 'gpt-image-2',
      count: 1,
      size: 'auto',
      quality: 'low',
      background: 'auto',
      outputFormat: 'auto',
    });
  });

  const style = { text: 'Ink.', model: 'gpt-image-1', size: '1536x1024', quality: 'high' };
  const settings = { model: 'gpt-image-2', count: 1, size: '1024x1024', quality: 'low' };

  test('leaves to a house style what that has a word for, until something else is chosen', () => {
    const untouched = draftOf(settings, style);
    assert.deepEqual([untouched.choices.size, untouched.choices.quality], ['', '']);
    const { size, quality } = wishOf(untouched, style.model, style);
    assert.deepEqual([size, quality], ['1536x1024', 'high']);
    const chosen = wishOf(draft({ size: '1024x1536' }), style.model, style);
    assert.deepEqual([chosen.size, chosen.quality, chosen.prompt], ['1024x1536', 'high', 'a boat']);
    assert.deepEqual(draftOf(settings).choices.size, '1024x1024');
  });

  test('shows what the style stands for, with its price, as far as the model takes it', () => {
    const { fields, price } = checkDraft(draftOf(settings, style), settings, { style });
    assert.deepEqual(
      fields.map(({ name, value, styled }) => [name, value, styled]),
      [
        ['size', '', '1536x1024'],
        ['quality', '', 'high'],
        ['background', '', undefined],
        ['outputFormat', '', undefined],
      ],
    );
    assert.deepEqual(price, { least: 0.25, most: 0.25 });
    const other = checkDraft(draft({}), settings, {
      style: { text: 'Ink.', model: 'dall-e-3', size: '2K', quality: 'high' },
    });
    assert.deepEqual(
      other.fields.map(({ styled }) => styled),
      [undefined, undefined, undefined],
    );
  });

  test('counts the words of the style', () => {
    const long = { text: 'x'.repeat(4000), model: 'dall-e-3' };
    assert.match(
      checkDraft(draft({}), settings, { style: long }).refusal ?? '',
      /4,008 characters; dall-e-3 takes up to 4,000/,
    );
  });

  test('takes an own size, or says what is wrong with it', () => {
    assert.deepEqual(
      ['', '1536*1024', '1000x1000', 'huge'].map((text) => refusalOfOwnSize(text, 'gpt-image-2')?.slice(0, 42)),
      [
        undefined,
        undefined,
        'gpt-image-2 takes edges that are multiples',
        'gpt-image-2 takes auto or WIDTHxHEIGHT, fo',
      ],
    );
  });
});
