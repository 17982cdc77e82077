import { setImmediate } from 'node:timers/promises';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import { defineCase } from '../case.ts';
import { base64Of, decodedPart, eventsAnswer, sent } from '../images.ts';
import type { Expected, Scene } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { billed, partIsKept, nothing, savedOne } from '../words.ts';

const asUsual: Expected = { ...savedOne, images: [sent] };
const withoutImage = 'The stream of events ended without a whole image.';

const completed = `{"type":"image_generation.completed","b64_json":"${base64Of(sent)}"}`;
const cutOff = completed.slice(0, 2000);

/** Line ends of every kind, also inside of an event. */
const mixedLines = `event: x\rdata: ${completed.replace(',', ',\r\ndata: ')}\r\r\ndata: [DONE]\n\n`;
const ping = `data: {"type":"ping","text":"${'x'.repeat(50 * 2 ** 20)}"}\n\n`;

/** Each byte of the words on its own: letters of several bytes and line ends come in pieces. */
const inPieces: Behaviour = async ({ response }) => {
  const words = '{"revised_prompt":"Паперовий човник 🚣",';
  const text = Buffer.from(`\uFEFFdata: ${completed.replace('{', words)}\r\n\r\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.socket?.setNoDelay(true);
  for (const letter of text.subarray(0, words.length * 2)) {
    response.write(Buffer.of(letter));
    await setImmediate();
  }
  response.write(text.subarray(words.length * 2));
  response.end();
};

const forms: readonly (readonly [name: string, answer: Behaviour, expected: Expected])[] = [
  [
    'cut in mid-event',
    eventsAnswer(`data: ${cutOff}`),
    {
      ...{ outcome: 'kept', images: [decodedPart(cutOff)], asked: 1, disk: 'a-paper-boat.png (kept), cost' },
      message: `${withoutImage} ${partIsKept}`,
    },
  ],
  ['CR and CRLF mixed', eventsAnswer(mixedLines), asUsual],
  [
    'one line of 50 MB',
    eventsAnswer(ping),
    { ...nothing, outcome: 'tooLarge', asked: 1, message: `The answer is larger than 4 MB. ${billed} [Show Log]` },
  ],
  [
    'only comments',
    eventsAnswer(': keep-alive\n\n'.repeat(1000)),
    { ...nothing, outcome: 'badAnswer', asked: 1, message: `${withoutImage} ${billed} [Show Log]` },
  ],
  ['split multibyte', inPieces, asUsual],
];

export const streamCases = [
  defineCase(24, 'Strange streams of events', async (stage) => {
    const scenes: Scene[] = [];
    for (const [name, behaviour, expected] of forms) {
      const setting = await startSetting(stage);
      setting.api.script(behaviour);
      scenes.push({ name, seen: await setting.run(), expected });
    }
    return scenes;
  }),
];
