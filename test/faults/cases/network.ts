import { cut, longerThanDeclared, silence } from '../../support/imageApi/faults.ts';
import { defineCase } from '../case.ts';
import { firstHalf, onItsWay, sent } from '../images.ts';
import type { Expected } from '../scene.ts';
import { drip, startRawServer } from '../servers.ts';
import { startSetting } from '../setting.ts';
import { billed, partIsKept, nothing } from '../words.ts';

const tooLate: Expected = {
  ...{ ...nothing, outcome: 'serverTrouble', asked: 1 },
  message: `No image after 2 s. ${billed} [Show Log]`,
};

/** What had arrived by then. */
const keptHalf = (message: string): Expected => ({
  ...{ outcome: 'kept', images: [firstHalf], disk: 'a-paper-boat.png (kept), cost', asked: 1 },
  message: `${message} ${partIsKept}`,
});

export const networkCases = [
  defineCase(1, 'Slow-loris headers', async (stage) => {
    const { port, connections } = await startRawServer(stage, (socket) => {
      drip(socket, 'HTTP/1.1 200 OK\r\nx-slow: ', 20);
    });
    const setting = await startSetting(stage, {
      baseUrl: `http://127.0.0.1:${port}/v1`,
      limits: { totalMs: 2000 },
    });
    return [{ seen: { ...(await setting.run()), asked: connections() }, expected: tooLate }];
  }),

  defineCase(2, 'One byte of the body every 10 s', async (stage) => {
    const setting = await startSetting(stage, { limits: { idleMs: 1000 } });
    setting.api.script(onItsWay(silence('half')));
    return [{ seen: await setting.run(), expected: keptHalf('The answer stopped: nothing arrived for 1 s.') }];
  }),

  defineCase(3, 'Never answers', async (stage) => {
    const setting = await startSetting(stage, { limits: { totalMs: 2000 } });
    setting.api.script(silence('nothing'));
    return [{ seen: await setting.run(), expected: tooLate }];
  }),

  defineCase(4, 'Body cut before its content-length', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(onItsWay(cut('half')));
    const expected = keptHalf('The connection to 127.0.0.1 broke (UND_ERR_SOCKET).');
    return [{ seen: await setting.run(), expected }];
  }),

  defineCase(5, 'Chunked body cut', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(onItsWay(cut('half', 'chunked')));
    const expected = keptHalf('The connection to 127.0.0.1 broke (UND_ERR_SOCKET).');
    return [{ seen: await setting.run(), expected }];
  }),

  defineCase(6, 'Body longer than its content-length', async (stage) => {
    const answer = await startSetting(stage);
    answer.api.script(onItsWay(longerThanDeclared));
    const file = await startSetting(stage);
    file.api.scriptFiles(longerThanDeclared);
    const half = sent.subarray(0, Math.floor(sent.length / 2));
    return [
      {
        ...{ name: 'an answer', seen: await answer.run() },
        expected: keptHalf('127.0.0.1 answered with broken JSON (200).'),
      },
      {
        ...{ name: 'a file', seen: await file.run({ model: 'dall-e-3', responseFormat: 'url' }) },
        expected: {
          ...{ ...keptHalf('The image arrived cut off.'), images: [half] },
          disk: 'a-paper-boat.png (kept), cost',
        },
      },
    ];
  }),
];
