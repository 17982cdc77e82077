import { createSecureServer } from 'node:http2';
import { GenerationError } from '../../../src/api/errors.ts';
import { neverLeft } from '../../../src/api/networkFailure.ts';
import { reset } from '../../support/imageApi/faults.ts';
import { selfSigned, type Certificate } from '../../unit/api/certificate.ts';
import { listening, startProxy, startTls } from '../../unit/api/network.ts';
import { defineCase, type Stage } from '../case.ts';
import { answerText64, base64Of, firstHalf, onItsWay, sent, sentFor } from '../images.ts';
import { tableScene, type Expected, type Scene } from '../scene.ts';
import { contextOf, trustDuring } from '../servers.ts';
import { startSetting } from '../setting.ts';
import { billed, partIsKept, nothing, savedOne } from '../words.ts';

/** A name that only a proxy can lead anywhere. */
const name = 'images.paper-boat.invalid';
const unsent = (message: Expected['message']): Expected => ({ ...nothing, outcome: 'network', asked: 0, message });

export const connectionCases = [
  defineCase(25, 'HTTP/2 GOAWAY', async (stage) => {
    const certificate = selfSigned('localhost');
    trustDuring(stage, certificate);
    const versions: string[] = [];
    const server = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
      versions.push(request.httpVersion);
      response.writeHead(200, { 'content-type': 'application/json' }).end(answerText64(base64Of(sent)));
    });
    // Whoever speaks HTTP/2 is shown the door.
    server.on('session', (session) => {
      session.goaway();
    });
    const port = await listening(contextOf(stage), server);
    const setting = await startSetting(stage, { baseUrl: `https://localhost:${port}/v1` });
    const seen = { ...(await setting.run()), asked: versions.length, also: versions };
    return [{ seen, expected: { ...savedOne, images: [sent], also: ['1.1'] } }];
  }),

  defineCase(26, 'Proxy that refuses', async (stage) => {
    const scenes: Scene[] = [];
    for (const status of [407, 502]) {
      const proxy = await startProxy(contextOf(stage), 9, status);
      const network = () => ({ proxySupport: 'override', proxy: `http://${proxy.host}` });
      const setting = await startSetting(stage, { baseUrl: `https://${name}/v1`, network });
      const seen = { ...(await setting.run()), also: proxy.seen.length };
      const message = `The proxy on the way to ${name} refused (${status}): see the settings "http.proxy" and "http.proxyAuthorization". [Show Log]`;
      scenes.push({ name: String(status), seen, expected: { ...unsent(message), also: 1 } });
    }
    return scenes;
  }),

  defineCase(27, 'TLS: self-signed, expired, wrong host', async (stage) => {
    const forms: readonly (readonly [form: string, certificate: Certificate, isTrusted: boolean, code: string])[] = [
      ['self-signed', selfSigned('localhost'), false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['expired', expired(selfSigned('localhost')), true, 'CERT_HAS_EXPIRED'],
      ['wrong host', selfSigned('somebody.else'), true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ];
    const scenes: Scene[] = [];
    for (const [form, certificate, isTrusted, code] of forms) {
      if (isTrusted) trustDuring(stage, certificate);
      const port = await startTls(contextOf(stage), 9, certificate);
      const setting = await startSetting(stage, { baseUrl: `https://localhost:${port}/v1` });
      const seen = await setting.run();
      const message = `The certificate of localhost is not trusted (${code}). That of a company belongs in the system's store or in NODE_EXTRA_CA_CERTS. [Show Log]`;
      const told = seen.message.replace(`:${port}`, '');
      scenes.push({ name: form, seen: { ...seen, message: told }, expected: unsent(message) });
    }
    return scenes;
  }),

  defineCase(28, 'No name, no network, reset in each phase', async (stage) => {
    const nowhere = await startSetting(stage, { baseUrl: `https://${name}/v1` });
    const seen = await nowhere.run();
    const nobody = await startSetting(stage, { baseUrl: 'http://127.0.0.1:9/v1' });
    const unknown =
      /^images\.paper-boat\.invalid cannot be reached: the name .*\. Where a proxy is needed, see the settings "http\.proxy" and "paperBoat\.network"\. \[Try Again\]$/;
    return [
      {
        ...{ name: 'no such name', seen: { ...seen, also: nowhere.waits } },
        expected: { ...unsent(unknown), also: [500, 1000] },
      },
      {
        ...{ name: 'nobody listens', seen: await nobody.run() },
        expected: unsent('127.0.0.1 cannot be reached: the connection was refused. [Try Again]'),
      },
      tableScene((code) => neverLeft(new GenerationError('network', '', { code })), unsentCodes, 'offline'),
      ...(await resets(stage)),
    ];
  }),
];

/** Whether a request that ended with it can be sent again without paying twice. */
const unsentCodes: readonly (readonly [code: string, isSurelyUnsent: boolean])[] = [
  ['ENETUNREACH', true],
  ['EHOSTUNREACH', true],
  ['ENOTFOUND', true],
  ['EAI_AGAIN', true],
  ['ECONNREFUSED', true],
  ['UND_ERR_CONNECT_TIMEOUT', true],
  ['ECONNRESET', false],
  ['EPIPE', false],
  ['UND_ERR_SOCKET', false],
  ['ETIMEDOUT', false],
];

async function resets(stage: Stage): Promise<readonly Scene[]> {
  const broke = 'The connection to 127.0.0.1 broke (ECONNRESET).';
  const lost: Expected = { ...nothing, outcome: 'network', asked: 1, message: `${broke} ${billed} [Show Log]` };
  const kept: Expected = {
    ...{ outcome: 'kept', images: [firstHalf], disk: 'a-paper-boat.png (kept), cost', asked: 1 },
    message: `${broke} ${partIsKept}`,
  };
  const scenes: Scene[] = [];
  for (const phase of ['nothing', 'headers', 'first byte', 'half'] as const) {
    const setting = await startSetting(stage);
    setting.api.script(onItsWay(reset(phase)));
    scenes.push({ name: `reset after ${phase}`, seen: await setting.run(), expected: phase === 'half' ? kept : lost });
  }
  const file = await startSetting(stage);
  file.api.scriptFiles(reset('half'));
  const seen = await file.run({ model: 'dall-e-3', responseFormat: 'url' });
  const expected = { ...savedOne, images: sentFor({ size: '1024x1024' }) };
  return [...scenes, { name: 'reset of a download', seen, expected }];
}

/** Its last day is one of 2001. Nobody checks how a certificate that is trusted signs itself. */
function expired({ cert, key }: Certificate): Certificate {
  const der = Buffer.from(cert.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  // The second of two times in a row: tag, length, `YYMMDDHHMMSSZ`.
  const validity = /\d{12}Z..\d{12}Z/s.exec(der.toString('latin1'))?.index ?? 0;
  der.write('010101000000Z', validity + 15, 'latin1');
  return { cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`, key };
}
