import type { Behaviour } from '../../support/imageApi/exchange.ts';
import { gatewayError, rateLimit } from '../../support/imageApi/errors.ts';
import { answer, errorWithStatus200, htmlPage, refuse } from '../../support/imageApi/replies.ts';
import { defineCase } from '../case.ts';
import { imagesAnswer, sent } from '../images.ts';
import type { Expected, Scene } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { billed, nothing, noService, savedOne } from '../words.ts';

const failed = (outcome: string, message: Expected['message']): Expected => ({
  ...nothing,
  outcome,
  asked: 1,
  message,
});

/** One answer, and what has to come of it. */
function answerCase(number: number, title: string, behaviour: Behaviour, expected: Expected) {
  return defineCase(number, title, async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(behaviour);
    return [{ seen: await setting.run(), expected }];
  });
}

export const answerCases = [
  answerCase(
    7,
    '200 with an HTML login page',
    htmlPage(200),
    failed('wrongAddress', `${noService(200)} It says: Console. [Open Settings]`),
  ),
  answerCase(
    8,
    '200 with an error in it',
    errorWithStatus200,
    failed('badAnswer', `127.0.0.1 answered with an error (200). It says: The upstream failed. ${billed} [Show Log]`),
  ),
  answerCase(
    9,
    '500 with HTML',
    htmlPage(500),
    failed('serverTrouble', `127.0.0.1 is in trouble (500). It says: Console. ${billed} [Show Log]`),
  ),

  defineCase(10, '429 with Retry-After', async (stage) => {
    const soon = new Date(Date.now() + 5000).toUTCString();
    const forms: readonly (readonly [name: string, header: string, isRight: (waitMs: number) => boolean])[] = [
      ['in seconds', '7', (waitMs) => waitMs === 7000],
      ['as a date', soon, (waitMs) => waitMs > 0 && waitMs <= 5000],
      ['as garbage', 'soon, perhaps', (waitMs) => waitMs === 500],
    ];
    const scenes: Scene[] = [];
    for (const [name, header, isRight] of forms) {
      const setting = await startSetting(stage);
      setting.api.script(refuse(rateLimit(header)));
      const seen = await setting.run();
      const expected = { ...savedOne, images: [sent], asked: 2, also: [true] };
      scenes.push({ name, seen: { ...seen, also: setting.waits.map(isRight) }, expected });
    }
    const setting = await startSetting(stage);
    setting.api.script(refuse(rateLimit('1e9')));
    const words = /^127\.0\.0\.1 asks for fewer requests \(429\), for longer than a week\. It says: .* \[Try Again\]$/;
    return [...scenes, { name: 'of 1e9 s', seen: await setting.run(), expected: failed('rateLimited', words) }];
  }),

  /** What came is there, and the rest is asked for once each. */
  defineCase(11, '401 in mid-batch', async (stage) => {
    const setting = await startSetting(stage, { concurrency: 1 });
    const refused = refuse(gatewayError(401, 'The token is revoked'));
    setting.api.script(imagesAnswer(sent), refused, refused);
    const seen = await setting.run({ model: 'dall-e-3', responseFormat: 'b64_json', count: 3 });
    const words =
      '2 images: 127.0.0.1 refused the API key (401): it is wrong, expired, or out of credit. It says: The token is revoked. [Set API Key]';
    const message = `${savedOne.message}\n${words}`;
    return [{ seen, expected: { ...savedOne, images: [sent], outcome: 'saved, 2 keyRejected', asked: 3, message } }];
  }),

  defineCase(12, '402, quota', async (stage) => {
    const refusals: readonly (readonly [name: string, refusal: Behaviour])[] = [
      ['402', answer(402, { error: { message: 'Payment required.' } })],
      ['quota', refuse(gatewayError(403, 'user quota is not enough', 'insufficient_user_quota'))],
    ];
    const scenes: Scene[] = [];
    for (const [name, refusal] of refusals) {
      const setting = await startSetting(stage);
      setting.api.script(refusal);
      const words = /^The account at 127\.0\.0\.1 is out of credit \(40[23]\)\. It says: [^[]+ \[Show Log\]$/;
      scenes.push({ name, seen: await setting.run(), expected: failed('outOfCredit', words) });
    }
    return scenes;
  }),
];
