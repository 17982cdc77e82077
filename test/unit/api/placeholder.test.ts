import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { drawPlaceholder } from '../../../src/api/placeholder/draw.ts';
import type { ImageSize } from '../../../src/images/image.ts';
import { means, readPng } from './placeholderPixels.ts';

const boat = 'A paper boat floating on calm water at sunrise.';
const small: ImageSize = { width: 96, height: 64 };

async function pixels(prompt: string, size: ImageSize) {
  return readPng(await drawPlaceholder(prompt, { size, type: 'png' }));
}

test('A picture has exactly the size that was asked for', async () => {
  const sides = [
    [16, 16],
    [17, 31],
    [16, 4096],
    [4096, 16],
    [1792, 1024],
    [1024, 1536],
  ] as const;
  const answers: [number, number, boolean][] = [];
  for (const [width, height] of sides) {
    const picture = await pixels(boat, { width, height });
    const colors = new Set(means(picture, 8, 8).map(Math.round));
    answers.push([picture.width, picture.height, colors.size > 16]);
  }
  assert.deepEqual(
    answers,
    sides.map(([width, height]) => [width, height, true]),
  );
});

test('The same prompt and size give the same bytes on every platform', async () => {
  const prompts = [boat, 'A red paper boat on a stormy night', '一只纸船 ⛵ \ud800'];
  const digests: string[] = [];
  for (const prompt of prompts) {
    digests.push(hash('sha256', await drawPlaceholder(prompt, { size: small, type: 'png' })).slice(0, 16));
  }
  assert.deepEqual(digests, ['0a47c31db2fdbc51', '565a5b8ca45a278b', 'c76f492ff7f5eaea']);
});

test('Other prompts give other pictures', async () => {
  const digests = new Set<string>();
  for (let number = 0; number < 50; number++) {
    digests.add(
      Buffer.from(await drawPlaceholder(`boat ${number}`, { size: { width: 24, height: 24 }, type: 'png' })).toString(
        'base64',
      ),
    );
  }
  assert.equal(digests.size, 50);
});

test('A prompt shows the same scene at every size of one shape', async () => {
  const [large, tiny] = [await pixels(boat, { width: 480, height: 320 }), await pixels(boat, small)];
  const differences = means(large, 12, 8).map((mean, at) => Math.abs(mean - (means(tiny, 12, 8)[at] ?? 0)));
  assert.ok(Math.max(...differences) < 24, `differs by ${Math.max(...differences)} of 255`);
});

test('The hour and the paper follow the words of the prompt', async () => {
  const [dayRed = 0, dayGreen = 0, dayBlue = 0] = means(await pixels('a boat in winter', small), 1, 1);
  const [nightRed = 0, nightGreen = 0, nightBlue = 0] = means(await pixels('a boat at night', small), 1, 1);
  assert.ok(nightRed + nightGreen + nightBlue < 0.6 * (dayRed + dayGreen + dayBlue));

  const reddish = ({ rgb }: { rgb: Uint8Array }) =>
    rgb.filter((red, at) => at % 3 === 0 && red > 150 && red > 2 * (rgb[at + 1] ?? 0) && red > 1.8 * (rgb[at + 2] ?? 0))
      .length;
  assert.ok(reddish(await pixels('a red boat in winter', small)) > 40);
});

test('A picture of the usual size stays small', async () => {
  const lengths: number[] = [];
  for (const prompt of [boat, 'a', 'b', 'a night full of stars']) {
    lengths.push((await drawPlaceholder(prompt, { size: { width: 1024, height: 1024 }, type: 'png' })).length);
  }
  assert.deepEqual(
    lengths.filter((length) => length > 700_000),
    [],
  );
});

test('A size out of bounds is refused', async () => {
  const sizes = [
    [15, 64],
    [64, 15],
    [4097, 64],
    [64, 4097],
    [64.5, 64],
    [Number.NaN, 64],
    [64, Infinity],
    [0, 0],
    [-64, 64],
  ] as const;
  for (const [width, height] of sizes) {
    await assert.rejects(drawPlaceholder(boat, { size: { width, height }, type: 'png' }), {
      name: 'RangeError',
      message: `A placeholder is 16 to 4096 pixels a side, not ${width}x${height}.`,
    });
  }
});

test('An aborted picture throws the reason, before it starts and in the middle', async () => {
  const reason = new Error('not needed any more');
  await assert.rejects(
    drawPlaceholder(boat, { size: small, type: 'png' }, AbortSignal.abort(reason)),
    (error) => error === reason,
  );
  await assert.rejects(
    drawPlaceholder(boat, { size: small, type: 'png' }, AbortSignal.abort('a word')),
    (error) => error === 'a word',
  );

  const controller = new AbortController();
  const drawing = drawPlaceholder(boat, { size: { width: 2048, height: 2048 }, type: 'png' }, controller.signal);
  setImmediate(() => {
    controller.abort(reason);
  });
  await assert.rejects(drawing, (error) => error === reason);
});

test('Other work gets its turn while a picture is drawn', async () => {
  let turns = 0;
  let isDrawn = false;
  const takeTurn = () => {
    turns++;
    if (!isDrawn) {
      setImmediate(takeTurn);
    }
  };
  takeTurn();
  await drawPlaceholder(boat, { size: { width: 1024, height: 1024 }, type: 'png' });
  isDrawn = true;
  assert.ok(turns > 100, `only ${turns} turns`);
});
