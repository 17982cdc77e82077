import type { Behaviour } from '../../support/imageApi/exchange.ts';
import { gifFixture } from '../../support/imageApi/fixtures.ts';
import { answer, contentType, serve, withByteOrderMark } from '../../support/imageApi/replies.ts';
import { defineCase } from '../case.ts';
import { answerText64, base64Of, imagesAnswer, sent, sentFor, textAnswer } from '../images.ts';
import type { Expected, Scene } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { billed, partIsKept, nothing, savedOne } from '../words.ts';

const base64 = base64Of(sent);
const asUsual: Expected = { ...savedOne, images: [sent] };
const brokenJson = '127.0.0.1 answered with broken JSON (200).';
const damaged = 'The service answered with an image whose base64 is damaged.';

const bad = (message: string): Expected => ({
  ...{ ...nothing, outcome: 'badAnswer', asked: 1 },
  message: `${message} ${billed} [Show Log]`,
});
const kept = (image: Uint8Array): Expected => ({
  ...{ outcome: 'kept', images: [image], asked: 1, disk: 'a-paper-boat.png (kept), cost' },
  message: `${damaged} ${partIsKept}`,
});

/** Answers of status 200, and what has to become of each. */
type Forms = readonly (readonly [name: string, answer: Behaviour, expected: Expected])[];

function formsCase(number: number, title: string, forms: Forms) {
  return defineCase(number, title, async (stage) => {
    const scenes: Scene[] = [];
    for (const [name, behaviour, expected] of forms) {
      const setting = await startSetting(stage);
      setting.api.script(behaviour);
      scenes.push({ name, seen: await setting.run(), expected });
    }
    return scenes;
  });
}

export const bodyCases = [
  defineCase(19, 'Wrong content type', async (stage) => {
    const asText = await startSetting(stage);
    asText.api.script(contentType('text/html'));
    asText.api.scriptFiles(contentType('text/plain'));
    const page = await startSetting(stage);
    page.api.scriptFiles(serve(Buffer.from('<!DOCTYPE html><title>Not found</title>'), 'image/png'));
    const url = { model: 'dall-e-3', responseFormat: 'url' };
    return [
      {
        ...{ name: 'PNG as text', seen: await asText.run(url) },
        expected: { ...savedOne, images: sentFor({ size: '1024x1024' }) },
      },
      {
        ...{ name: 'HTML as PNG', seen: await page.run(url) },
        expected: { ...bad('What the service sent as an image is of no known kind.'), disk: 'cost' },
      },
    ];
  }),

  formsCase(20, 'Strange JSON', [
    ['cut off', textAnswer('{"created":1,"data":['), bad(brokenJson)],
    ['with a byte order mark', withByteOrderMark, asUsual],
    [
      'NaN',
      textAnswer(`{"created":NaN,"data":[{"b64_json":"${base64}"}]}`),
      {
        ...{ ...asUsual, outcome: 'saved, badAnswer' },
        message: `${savedOne.message}\n${brokenJson} ${billed} [Show Log]`,
      },
    ],
    ['a key twice', textAnswer(`{"data":[{"b64_json":"${base64Of(gifFixture)}","b64_json":"${base64}"}]}`), asUsual],
    [
      '__proto__',
      textAnswer(`{"__proto__":{"data":[]},"data":[{"__proto__":{"url":"file:///"},"b64_json":"${base64}"}]}`),
      asUsual,
    ],
    ['nothing at all', textAnswer(''), bad('127.0.0.1 answered with nothing (200).')],
    [
      'nested a million deep',
      textAnswer(`{"error":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`),
      { ...bad(''), message: /^(127\.0\.0\.1|The service) answered with.* It may have been billed/ },
    ],
  ]),

  formsCase(21, 'Strange base64', [
    [
      'truncated',
      textAnswer(answerText64(base64.slice(0, -1003))),
      kept(Buffer.from(base64.slice(0, -1003), 'base64')),
    ],
    ['url-safe', textAnswer(answerText64(sent.toString('base64url'))), asUsual],
    ['with white space', textAnswer(answerText64(base64.replaceAll(/(.{76})/g, '$1\r\n '))), asUsual],
    ['with a data URL’s prefix', textAnswer(answerText64(`data:image/png;base64,${base64}`)), asUsual],
    ['with garbage', textAnswer(answerText64(`${base64.slice(0, 400)}#?${base64.slice(400)}`)), kept(sent)],
    ['null', textAnswer(answerText64(null)), bad('The service answered with an empty image.')],
  ]),

  defineCase(22, '100 MB of base64', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(textAnswer(answerText64('A'.repeat(100 * 2 ** 20))));
    const expected = { ...bad('The answer is larger than 64 MB.'), outcome: 'tooLarge' };
    return [{ seen: await setting.run(), expected }];
  }),

  defineCase(23, 'Empty data, more or fewer images than asked', async (stage) => {
    const [one = sent, two = sent, three = sent] = sentFor({ count: 3 });
    const empty = 'The service answered without an image. It may have filtered the prompt.';
    const forms: readonly (readonly [name: string, answer: Behaviour, count: number, expected: Expected])[] = [
      ['empty', answer(200, { created: 1, data: [] }), 1, bad(empty)],
      ['one in place of two', imagesAnswer(one), 2, { ...savedOne, images: [one] }],
      [
        'three in place of one',
        imagesAnswer(one, two, three),
        1,
        {
          ...{ outcome: '3 saved', images: [two, three, one], asked: 1 },
          message: 'Saved 3 images. [Open Images] [Insert]',
          disk: 'a-paper-boat-2.png, a-paper-boat-3.png, a-paper-boat.png, 3 recipes, cost',
        },
      ],
    ];
    const scenes: Scene[] = [];
    for (const [name, behaviour, count, expected] of forms) {
      const setting = await startSetting(stage);
      setting.api.script(behaviour);
      scenes.push({ name, seen: await setting.run({ count }), expected });
    }
    return scenes;
  }),
];
