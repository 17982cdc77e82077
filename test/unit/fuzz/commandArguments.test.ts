import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GenerationError } from '../../../src/api/errors.ts';
import { checkRequest, composeRequest, splitRequest } from '../../../src/api/request.ts';
import { wireBody } from '../../../src/api/wire.ts';
import { readArguments } from '../../../src/wish.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyJson, anyText, mutated } from './anyJson.ts';

const texts = [
  'model',
  'size',
  'quality',
  'style',
  'background',
  'outputFormat',
  'responseFormat',
  'moderation',
  'user',
];
const numbers = ['count', 'outputCompression'];
const names = ['prompt', 'insert', ...texts, ...numbers];

const text = fc.oneof(
  anyText,
  fc.constantFrom('auto', 'gpt-image-2', 'dall-e-3', 'seedream-4', '1024x1024', 'high', 'webp'),
);
const number = fc.oneof(fc.nat(101), fc.double(), fc.constantFrom(NaN, Infinity, -1, 1.5));
const valid = fc.record(
  {
    prompt: fc.oneof(anyText, fc.lorem({ maxCount: 3 })),
    insert: fc.boolean(),
    ...Object.fromEntries(texts.map((name) => [name, text])),
    ...Object.fromEntries(numbers.map((name) => [name, number])),
  },
  { requiredKeys: ['prompt'], noNullPrototype: true },
);
const anything = fc.oneof(
  { arbitrary: valid, weight: 3 },
  { arbitrary: mutated(valid, ...names), weight: 3 },
  anyJson(...names),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true }),
);

test('any arguments of a command are none, refused by name, or a wish of the kinds that were asked for', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const read = orRefusal(() => readArguments(given));
      if (read === undefined) return;
      const { insert, wish } = read;
      assert.equal(typeof insert, 'boolean');
      assert.doesNotMatch(wish.prompt, /[\p{Cc}\p{Cs}\u2028\u202A-\u202E]/u);
      for (const [name, value] of Object.entries(wish))
        assert.equal(typeof value, numbers.includes(name) ? 'number' : 'string', name);
      assert.deepEqual(
        Object.keys(wish).filter((name) => !names.includes(name) || name === 'insert'),
        [],
      );
    }),
    { numRuns: fuzzRuns },
  );
});

test('what is sent for any wish has a count and a compression that are whole, and a prompt', () => {
  fc.assert(
    fc.property(valid, (given) => {
      const wish = readArguments(given)?.wish;
      assert.ok(wish);
      const request = composeRequest(wish, { model: 'gpt-image-2', count: 1 });
      if (orRefusal(() => (checkRequest(request), true)) === undefined) return;
      const parts = splitRequest(request);
      assert.equal(
        parts.reduce((sum, { count }) => sum + count, 0),
        request.count,
      );
      for (const part of parts) {
        const { prompt, model, n, output_compression: compression } = wireBody(part);
        assert.ok(typeof prompt === 'string' && prompt.trim() !== '' && typeof model === 'string');
        for (const whole of [n, compression]) assert.ok(whole === undefined || Number.isInteger(whole));
      }
    }),
    { numRuns: fuzzRuns },
  );
});

/** Undefined when it is refused, in words. */
function orRefusal<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    const isRefusal = error instanceof GenerationError || (error as Error).message.includes('Paper Boat');
    if (!isRefusal) throw error;
    return undefined;
  }
}
