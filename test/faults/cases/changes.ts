import { join } from 'node:path';
import type * as vscode from 'vscode';
import { ApiKeys } from '../../../src/apiKey.ts';
import { GenerationSession } from '../../../src/generationSession.ts';
import { styledWish } from '../../../src/style/styledWish.ts';
import { RunningGenerations } from '../../../src/window/runningGenerations.ts';
import { hold } from '../../support/imageApi/faults.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { selfSigned } from '../../unit/api/certificate.ts';
import { startProxy, startTls } from '../../unit/api/network.ts';
import { defineCase } from '../case.ts';
import { editorState } from '../editorStandIn.ts';
import { boat, sent, sentFor } from '../images.ts';
import { contextOf, trustDuring } from '../servers.ts';
import { outcomeName, startSetting, type Setting } from '../setting.ts';
import { Ears, interactiveWith } from '../told.ts';
import { nothing, savedOne } from '../words.ts';

export const changeCases = [
  defineCase(60, 'Key changed in another window', async (stage) => {
    const setting = await startSetting(stage, { api: { keys: ['sk-new'] } });
    const baseUrl = new URL(setting.api.baseUrl);
    const place = `apiKey@${baseUrl.origin}`;
    const secrets = new Map([[place, 'sk-old']]);
    const keys = keysIn(secrets);
    const old = await setting.run({}, { key: (await keys.get(baseUrl)) ?? '' });
    secrets.set(place, 'sk-new');
    const renewed = await setting.run({}, { key: (await keys.get(baseUrl)) ?? '' });
    const also = setting.api.requests.map(({ headers }) => headers.authorization);
    return [
      {
        ...{ name: 'the old one', seen: old },
        expected: {
          ...{ ...nothing, outcome: 'keyRejected', asked: 1 },
          message: /^127\.0\.0\.1 refused the API key \(401\).* \[Set API Key\]$/,
        },
      },
      {
        ...{ name: 'the new one', seen: { ...renewed, also } },
        expected: { ...savedOne, images: [sent], asked: 2, also: ['Bearer sk-old', 'Bearer sk-new'] },
      },
    ];
  }),

  defineCase(62, 'Untrusted → trusted', async (stage) => {
    const setting = await startSetting(stage);
    const folder = join(setting.places.images, '..');
    const settings = { 'paperBoat.baseUrl': setting.api.baseUrl };
    const run = async (isTrusted: boolean) => {
      const ears = new Ears();
      const interactive = interactiveWith(ears, sessionOf(setting, ears));
      const begin = () => interactive.run([{ wish: boat }], undefined);
      const [outcome] = (await editorState.run({ isTrusted, folder, settings }, begin))?.outcomes ?? [];
      return {
        outcome: outcome ? outcomeName(outcome) : 'refused',
        message: await ears.all(),
        asked: setting.asked,
        ...(await setting.lookAtDisk()),
      };
    };
    const message = 'Images are not generated in Restricted Mode: trust the workspace first. [Manage Workspace Trust]';
    return [
      {
        ...{ name: 'untrusted', seen: await run(false) },
        expected: { ...nothing, outcome: 'refused', asked: 0, message },
      },
      {
        ...{ name: 'the same command after that', seen: await run(true) },
        expected: { ...savedOne, images: [sent] },
      },
    ];
  }),

  defineCase(63, 'http.proxy changed at run time', async (stage) => {
    const name = 'images.paper-boat.invalid';
    const certificate = selfSigned(name);
    trustDuring(stage, certificate);
    const api = await startImageApi();
    stage.after(() => api.close());
    const port = await startTls(contextOf(stage), Number(new URL(api.origin).port), certificate);
    const first = await startProxy(contextOf(stage), port);
    const second = await startProxy(contextOf(stage), port);
    const proxies = [`http://${first.host}`];
    const network = () => ({ proxySupport: 'override', proxy: proxies.at(-1) ?? '' });
    const setting = await startSetting(stage, { network, baseUrl: `https://${name}/v1`, key: api.key });
    const held = hold();
    api.script(held.behaviour);
    const early = setting.run({ prompt: 'Early' });
    await api.nextRequest();
    proxies.push(`http://${second.host}`);
    const late = await setting.run({ prompt: 'Late' });
    held.release();
    return [
      {
        ...{ name: 'a request after it', seen: { ...late, asked: second.seen.length } },
        expected: {
          ...{ ...savedOne, images: sentFor({ prompt: 'Late' }) },
          ...{ message: 'Saved images/late.png. [Open Image] [Insert]', disk: 'late.png, recipe, cost, open request' },
        },
      },
      {
        ...{ name: 'a request under way', seen: { ...(await early), asked: first.seen.length } },
        expected: {
          ...{ ...savedOne, images: [...sentFor({ prompt: 'Early' }), ...sentFor({ prompt: 'Late' })] },
          ...{
            message: 'Saved images/early.png. [Open Image] [Insert]',
            disk: 'early.png, late.png, 2 recipes, 2 costs',
          },
        },
      },
    ];
  }),
];

/** Other windows write into the same place. */
function keysIn(secrets: ReadonlyMap<string, string>): ApiKeys {
  const storage = { get: (name: string) => Promise.resolve(secrets.get(name)) };
  const memory = { get: () => undefined };
  return new ApiKeys(storage as unknown as vscode.SecretStorage, memory as unknown as vscode.Memento, () => undefined);
}

type SessionParts = ConstructorParameters<typeof GenerationSession>[0];

/** In a workspace without a house style. */
function sessionOf({ generator, walk, api }: Setting, { notices, log }: Ears): GenerationSession {
  const memory = { get: () => undefined, update: () => Promise.resolve() };
  const parts = {
    ...{ generator, notices, log, memory, ledger: walk.ledger, running: new RunningGenerations(), comments: {} },
    keys: { get: () => Promise.resolve(api.key), wasSet: () => true },
    ...{ priceOf: () => Promise.resolve(undefined), history: { add: () => Promise.resolve() } },
    styles: (): ReturnType<SessionParts['styles']> =>
      Promise.resolve({ apply: (plain, defaults) => Promise.resolve(styledWish(plain, defaults)) }),
  } satisfies Record<keyof SessionParts, unknown>;
  return new GenerationSession(parts as unknown as SessionParts);
}
