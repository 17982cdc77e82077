import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { Interruptions } from '../../../src/interruptions.ts';
import { asUsual, type Behaviour } from '../../support/imageApi/exchange.ts';
import { hold, silence } from '../../support/imageApi/faults.ts';
import { defineCase, type Stage } from '../case.ts';
import { boat, sent, sentFor } from '../images.ts';
import type { Expected, Scene, Seen } from '../scene.ts';
import { Setting, startSetting } from '../setting.ts';
import { Ears, interactiveWith } from '../told.ts';
import { nothing, savedOne } from '../words.ts';

const cancelled: Expected = {
  ...{ ...nothing, outcome: 'cancelled', asked: 1 },
  message: 'Cancelled. The service may still finish the image and bill it.',
};
const interrupted: Expected = {
  ...{ outcome: 'interrupted', images: [], asked: 1, disk: 'open request' },
  message: `The window closed while “${boat.prompt}” was being drawn. Whether 127.0.0.1 finished and billed the image is not known. [Run Again] [Dismiss]`,
};

/** As soon as that much has arrived. */
async function cancelledIn(what: 'headers' | 'body', stage: Stage): Promise<Scene> {
  const cancel = new AbortController();
  const onArrival = (arrived: typeof what): void => {
    if (arrived === what) cancel.abort();
  };
  const setting = await startSetting(stage, { onArrival });
  setting.api.script(silence(what === 'headers' ? 'headers' : 'half'));
  const seen = await setting.run({}, { cancel: cancel.signal });
  const [request] = setting.api.requests;
  const expected = { ...cancelled, also: 'closed by client' };
  return { name: `in ${what}`, seen: { ...seen, also: await request?.ended }, expected };
}

/** What the next window of this workspace finds and says. */
async function lookAfter({ api, places }: Setting): Promise<Seen> {
  const next = new Setting(api, places, {});
  const ears = new Ears();
  const interruptions = new Interruptions({
    ...{ requests: next.walk.interrupted, recover: () => next.walk.recover(), workspace: 'file:///workspace' },
    ...{ interactive: interactiveWith(ears), notices: ears.notices, windows: next.walk.windows, log: () => undefined },
  });
  await interruptions.tell();
  const [open] = await interruptions.list();
  interruptions.dispose();
  const message = next.plain(await ears.all());
  return { outcome: open ? 'interrupted' : 'nothing', message, asked: next.asked, ...(await next.lookAtDisk()) };
}

/** Another window, as a process of its own, that asks for the usual image. */
function startWindow({ places, api }: Setting) {
  const script = new URL('../walkOnce.ts', import.meta.url).pathname;
  const args = [script, places.storage, places.images, api.baseUrl, api.key, boat.prompt];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
}

export const lifeCycleCases = [
  defineCase(53, 'Cancel before send, in headers, in body, in the write', async (stage) => {
    const early = await startSetting(stage);
    const unsent = { ...cancelled, asked: 0, message: '' };
    const scenes: Scene[] = [
      { name: 'before send', seen: await early.run({}, { cancel: AbortSignal.abort() }), expected: unsent },
    ];
    const waiting = await startSetting(stage);
    waiting.api.script(silence('nothing'));
    const leave = new AbortController();
    const running = waiting.run({}, { cancel: leave.signal });
    const request = await waiting.api.nextRequest();
    leave.abort();
    const left = { ...(await running), also: await request.ended };
    scenes.push({ name: 'before headers', seen: left, expected: { ...cancelled, also: 'closed by client' } });
    for (const what of ['headers', 'body'] as const) scenes.push(await cancelledIn(what, stage));
    const late = await startSetting(stage);
    const cancel = new AbortController();
    const onAnswered = (): void => {
      cancel.abort();
    };
    const seen = await late.run({}, { cancel: cancel.signal, onAnswered });
    return [...scenes, { name: 'in the write', seen, expected: { ...savedOne, images: [sent] } }];
  }),

  defineCase(54, 'Reload in mid-request', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(silence('headers'));
    const window = startWindow(setting);
    await setting.api.nextRequest();
    window.kill('SIGKILL');
    await once(window, 'close');
    return [
      { name: 'the next start', seen: await lookAfter(setting), expected: interrupted },
      { name: 'the start after that', seen: await lookAfter(setting), expected: interrupted },
    ];
  }),

  defineCase(55, 'Two windows on one folder', async (stage) => {
    const setting = await startSetting(stage);
    const held = hold();
    setting.api.script(held.behaviour);
    const printed = text(startWindow(setting).stdout);
    await setting.api.nextRequest();
    const meanwhile = await lookAfter(setting);
    const own = await setting.run();
    held.release();
    const theirs = basename((await printed).trim());
    const both = await setting.lookAtDisk();
    return [
      {
        ...{ name: 'one starts while the other one waits', seen: meanwhile },
        expected: { ...nothing, outcome: 'nothing', asked: 1, message: '', disk: 'open request' },
      },
      {
        ...{ name: 'both draw the same', seen: { ...own, ...both, also: theirs } },
        expected: {
          ...{ ...savedOne, images: [sent, sent], asked: 2, also: 'a-paper-boat-2.png' },
          disk: 'a-paper-boat-2.png, a-paper-boat.png, 2 recipes, 2 costs',
        },
      },
    ];
  }),

  defineCase(56, '20 at once', async (stage) => {
    let open = 0;
    let most = 0;
    const counting: Behaviour = async (exchange) => {
      most = Math.max(most, ++open);
      await asUsual(exchange);
      await exchange.request.ended;
      open--;
    };
    const setting = await startSetting(stage, { api: { usually: counting } });
    const prompts = Array.from({ length: 20 }, (_, index) => `Boat ${index + 10}`);
    const outcomes = await Promise.all(prompts.map((prompt) => setting.generate({ prompt })));
    const saved = outcomes.flatMap((outcome) => outcome.saved).length;
    const seen = { outcome: `${saved} saved`, message: '', asked: setting.asked, ...(await setting.lookAtDisk()) };
    const names = prompts.map((prompt) => `${prompt.toLowerCase().replace(' ', '-')}.png`);
    return [
      {
        seen: { ...seen, also: `${most <= 3 ? 'at most 3' : most} at the same time` },
        expected: {
          ...{ outcome: '20 saved', images: prompts.flatMap((prompt) => sentFor({ prompt })), message: '', asked: 20 },
          ...{ disk: [...names, '20 recipes', '20 costs'].join(', '), also: 'at most 3 at the same time' },
        },
      },
    ];
  }),

  defineCase(59, 'Extension updated or deactivated', async (stage) => {
    const setting = await startSetting(stage);
    setting.api.script(silence('headers'));
    const cancel = new AbortController();
    const running = setting.generate({}, { cancel: cancel.signal });
    const request = await setting.api.nextRequest();
    // In the order in which the extension's subscriptions end.
    setting.walk.journal.dispose();
    cancel.abort();
    await running;
    const also = await request.ended;
    return [{ seen: { ...(await lookAfter(setting)), also }, expected: { ...interrupted, also: 'closed by client' } }];
  }),
];
