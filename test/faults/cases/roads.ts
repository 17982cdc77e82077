import { gzipSync } from 'node:zlib';
import { altered, type Behaviour } from '../../support/imageApi/exchange.ts';
import { gzipBomb, redirect, withHeaders } from '../../support/imageApi/replies.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { defineCase } from '../case.ts';
import { answerText64, base64Of, sent } from '../images.ts';
import { peakGrowth } from '../peakGrowth.ts';
import type { Expected, Scene } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { billed, noService, nothing, savedOne } from '../words.ts';

const url = { model: 'dall-e-3', responseFormat: 'url' };

const failed = (outcome: string, message: Expected['message']): Expected => ({
  ...nothing,
  outcome,
  asked: 1,
  message,
});
const tooLarge = failed('tooLarge', `The answer is larger than 64 MB. ${billed} [Show Log]`);
const moved = (status: number): Expected => failed('wrongAddress', `${noService(status)} [Open Settings]`);

/** The image was made and paid for, so its address is offered. */
const lost = (reason: string): Expected => ({
  ...{ images: [], disk: 'cost', outcome: 'badAnswer', asked: 1 },
  message: `The image was made, but could not be fetched. ${reason} ${billed} [Open Image Address]`,
});

export const roadCases = [
  defineCase(13, 'Gzip bomb of 300 MB', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(gzipBomb(300));
    const { result, megabytes } = await peakGrowth(() => setting.run());
    const also = megabytes < 150 ? 'memory bounded' : `${megabytes} MB of memory`;
    return [{ seen: { ...result, also }, expected: { ...tooLarge, also: 'memory bounded' } }];
  }),

  defineCase(14, 'Nested encodings', async (stage) => {
    const image = Buffer.from(answerText64(base64Of(sent)));
    const tooMany =
      /^The connection to 127\.0\.0\.1 broke \(.*\)\. It may have been billed all the same\. \[Show Log\]$/;
    const forms: readonly (readonly [name: string, answer: Behaviour, expected: Expected])[] = [
      ['an image, twice', encoded(image, 2), { ...savedOne, images: [sent] }],
      ['an image, nine times', encoded(image, 9), failed('network', tooMany)],
      ['a bomb in a bomb', wrappedBomb(300), tooLarge],
    ];
    const scenes: Scene[] = [];
    for (const [name, behaviour, expected] of forms) {
      const setting = await startSetting(stage);
      setting.api.script(behaviour);
      scenes.push({ name, seen: await setting.run(), expected });
    }
    return scenes;
  }),

  defineCase(15, 'Redirect loop', async (stage) => {
    const service = await startSetting(stage);
    service.api.script(redirect(302, '/v1/images/generations'));
    const file = await startSetting(stage);
    file.api.scriptFiles(...Array.from({ length: 9 }, () => redirect(302, '/files/loop.png')));
    const seen = await file.run(url);
    const downloads = file.api.requests.length - 1;
    return [
      { name: 'of the service', seen: await service.run(), expected: moved(302) },
      {
        ...{ name: 'of a file', seen: { ...seen, also: downloads } },
        expected: { ...lost('127.0.0.1 redirects more than 3 times.'), also: 4 },
      },
    ];
  }),

  defineCase(16, 'Redirect to file:, data:, loopback, another port', async (stage) => {
    const stranger = await startImageApi();
    stage.after(() => stranger.close());
    const { port } = new URL(stranger.origin);
    const service = await startSetting(stage);
    service.api.script(redirect(302, `${stranger.baseUrl}/images/generations`));
    const scenes: Scene[] = [{ name: 'of the service', seen: await service.run(), expected: moved(302) }];
    for (const [target, reason] of forbidden) {
      const setting = await startSetting(stage);
      setting.api.scriptFiles(redirect(302, target.replace('PORT', port)));
      const seen = await setting.run(url);
      const message = seen.message.replaceAll(port, 'PORT');
      scenes.push({ name: `of a file to ${target}`, seen: { ...seen, message }, expected: lost(reason) });
    }
    const also = stranger.requests.length;
    return scenes.map(({ name = '', seen, expected }) => ({
      ...{ name, seen: { ...seen, also } },
      expected: { ...expected, also: 0 },
    }));
  }),

  defineCase(17, '307 with a body', async (stage) => {
    const stranger = await startImageApi();
    stage.after(() => stranger.close());
    const scenes: Scene[] = [];
    for (const status of [307, 308] as const) {
      const setting = await startSetting(stage);
      setting.api.script(redirect(status, `${stranger.baseUrl}/images/generations`));
      const seen = { ...(await setting.run()), also: stranger.requests.length };
      scenes.push({ name: String(status), seen, expected: { ...moved(status), also: 0 } });
    }
    return scenes;
  }),

  defineCase(18, 'Header of 20 KB', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(withHeaders({ 'x-filler': 'x'.repeat(20_000) }));
    const words = `The connection to 127.0.0.1 broke (UND_ERR_HEADERS_OVERFLOW). ${billed} [Show Log]`;
    return [{ seen: await setting.run(), expected: failed('network', words) }];
  }),
];

const onlyHttps = (scheme: string): string => `Only https addresses are fetched, and this one begins with ${scheme}:.`;

const forbidden: readonly (readonly [target: string, reason: string])[] = [
  ['file:///etc/passwd', onlyHttps('file')],
  ['data:image/png;base64,AAAA', onlyHttps('data')],
  ['http://localhost:PORT/a.png', onlyHttps('http')],
  ['https://localhost:PORT/a.png', 'localhost:PORT leads into a private network.'],
  ['https://2130706434:PORT/a.png', '127.0.0.2:PORT leads into a private network.'],
  ['https://[::ffff:7f00:1]:PORT/a.png', '[::ffff:7f00:1]:PORT leads into a private network.'],
];

const gzippedJson = (body: Buffer, times: number): Behaviour =>
  altered(() => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'content-encoding': Array(times).fill('gzip').join(', ') },
    body,
  }));

/** Put into gzip so many times. */
function encoded(text: Buffer, times: number): Behaviour {
  let body = text;
  for (let time = 0; time < times; time++) body = gzipSync(body);
  return gzippedJson(body, times);
}

/** Gzip members one after the other are one gzip file. */
function wrappedBomb(mebibytes: number): Behaviour {
  const member = gzipSync(Buffer.alloc(2 ** 20, 'A'));
  const inner = [gzipSync('{"data":[{"b64_json":"'), ...Array.from({ length: mebibytes }, () => member)];
  return gzippedJson(gzipSync(Buffer.concat(inner)), 2);
}
