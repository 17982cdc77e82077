import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import { selfSigned } from './certificate.ts';
import { failureOf, outcomeOf, startClient, startService, startTransport, boat, never, ways } from './imageService.ts';
import { generateInChild, startProxy, startTls } from './network.ts';

/** A name that only the proxy can lead anywhere. */
const name = 'images.paper-boat.invalid';

const through = (host: string): Partial<NetworkSettings> => ({ proxySupport: 'override', proxy: `http://${host}` });

/** A service behind https, a proxy that knows the way, and a file with the certificate. */
async function startBehindProxy(context: Parameters<typeof startService>[0]) {
  const { api } = await startService(context);
  const port = Number(new URL(api.origin).port);
  const certificate = selfSigned(name);
  const tlsPort = await startTls(context, port, certificate);
  const proxy = await startProxy(context, tlsPort);
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-'));
  context.after(() => rm(folder, { recursive: true }));
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, certificate.cert);
  const https = { baseUrl: `https://${name}/v1`, key: api.key };
  return { api, port, proxy, tlsPort, https, trust: { NODE_EXTRA_CA_CERTS: authority } };
}

test('a service is reached through the proxy of the settings, whose password it never sees', async (context) => {
  const { api, proxy, https, trust } = await startBehindProxy(context);
  const settings = { ...through(proxy.host), proxyAuthorization: 'Basic bWU6c2VjcmV0' };
  const outcome = await generateInChild({ ...https, settings, env: trust });
  const { headers } = await api.nextRequest();
  assert.deepEqual(
    {
      outcome,
      seen: proxy.seen.map(({ line, headers: own }) => [line, own['proxy-authorization'], own.authorization]),
      received: [headers.authorization, headers['proxy-authorization'], headers.host],
    },
    {
      outcome: 'png',
      seen: [[`CONNECT ${name}:443`, 'Basic bWU6c2VjcmV0', undefined]],
      received: [`Bearer ${api.key}`, undefined, name],
    },
  );
});

test('a user and a password in the proxy’s address are sent to it', async (context) => {
  const { proxy, https, trust } = await startBehindProxy(context);
  const settings = through(`me:s%40cret@${proxy.host}`);
  assert.equal(await generateInChild({ ...https, settings, env: trust }), 'png');
  assert.equal(proxy.seen[0]?.headers['proxy-authorization'], `Basic ${Buffer.from('me:s@cret').toString('base64')}`);
});

test('without a setting the proxy of the environment is taken, but for what is exempt', async (context) => {
  const { api, port, proxy, https, trust } = await startBehindProxy(context);
  const url = `http://${proxy.host}`;
  const unknown = `network: ${name} cannot be reached`;
  const cases: readonly (readonly [
    settings: Partial<NetworkSettings>,
    env: Readonly<Record<string, string>>,
    outcome: string,
  ])[] = [
    [{}, { HTTPS_PROXY: url }, 'png'],
    [{}, { https_proxy: url }, 'png'],
    [{}, { HTTP_PROXY: url }, 'png'],
    [{}, {}, unknown],
    [{}, { HTTPS_PROXY: url, NO_PROXY: 'a.example, .paper-boat.invalid' }, unknown],
    [{}, { HTTPS_PROXY: url, NO_PROXY: 'a.example' }, 'png'],
    [{}, { HTTPS_PROXY: url, no_proxy: name }, unknown],
    // A list in the settings is there in place of the environment's.
    [{ noProxy: ['b.example'] }, { HTTPS_PROXY: url, NO_PROXY: name }, 'png'],
    [{ noProxy: ['b.example', '*.paper-boat.invalid'] }, { HTTPS_PROXY: url }, unknown],
    [{ proxy: url, noProxy: [name] }, {}, unknown],
    [{ proxy: url }, { HTTPS_PROXY: 'http://127.0.0.1:9' }, 'png'],
    [{ proxySupport: 'off' }, { HTTPS_PROXY: url }, unknown],
    [{ proxySupport: 'off', proxy: url }, {}, unknown],
  ];
  const outcomes = await Promise.all(
    cases.map(async ([settings, env]) => {
      const child = { ...https, settings: { proxySupport: 'override', ...settings }, env: { ...trust, ...env } };
      return String(await generateInChild(child)).slice(0, unknown.length);
    }),
  );
  assert.deepEqual(
    outcomes,
    cases.map(([, , outcome]) => outcome),
  );
  const before = proxy.seen.length;
  const loopback = await Promise.all(
    ['127.0.0.1', 'localhost'].map((host) =>
      generateInChild({
        ...{ baseUrl: `http://${host}:${port}/v1`, key: api.key },
        ...{ settings: { proxySupport: 'override' }, env: { HTTPS_PROXY: url, HTTP_PROXY: url } },
      }),
    ),
  );
  assert.deepEqual([loopback, proxy.seen.length - before], [['png', 'png'], 0]);
});

test('plain http reaches the proxy with the whole address', async (context) => {
  const { access, api } = await startService(context);
  const proxy = await startProxy(context, Number(new URL(api.origin).port));
  const { client } = startClient(startTransport(context, through(proxy.host)));
  const baseUrl = new URL(`http://${name}/v1`);
  const { images } = await client.generate(boat, { ...access, baseUrl }, ways());
  assert.deepEqual(
    [images.length, proxy.seen.map(({ line }) => line)],
    [1, [`POST http://${name}/v1/images/generations`]],
  );
});

test('a proxy that refuses is a failure of the network and no cancel', async (context) => {
  const { access } = await startService(context);
  for (const status of [403, 407, 502]) {
    const proxy = await startProxy(context, 9, status);
    const { client, waits } = startClient(startTransport(context, through(proxy.host)));
    const baseUrl = new URL(`https://${name}/v1`);
    const error = await failureOf(client.generate(boat, { ...access, baseUrl }, ways()));
    assert.deepEqual(
      { ...outcomeOf(error), message: error.message, waits, requests: proxy.seen.length },
      {
        kind: 'network',
        code: 'UND_ERR_ABORTED',
        message: `The proxy on the way to ${name} refused (${status}): see the settings "http.proxy" and "http.proxyAuthorization".`,
        waits: [],
        requests: 1,
      },
    );
  }
});

test('a proxy that is not there is told by its own address', async (context) => {
  const { access } = await startService(context);
  const { client, waits } = startClient(startTransport(context, through('127.0.0.1:9')));
  const error = await failureOf(client.generate(boat, { ...access, baseUrl: new URL(`https://${name}/v1`) }, ways()));
  assert.deepEqual(
    [error.kind, error.message, waits],
    [
      'network',
      `${name} cannot be reached: the connection was refused (127.0.0.1:9). Where a proxy is needed, see the settings "http.proxy" and "paperBoat.network".`,
      [500, 1000],
    ],
  );
});

test('a kind of proxy that only VS Code’s own network knows is told with the setting for it', async (context) => {
  const { access } = await startService(context);
  const kinds = ['socks5h://127.0.0.1:9', 'socks4://127.0.0.1:9', 'proxy.example:3128', '127.0.0.1:3128', 'nonsense'];
  for (const proxy of [...kinds, 'http://me:secret@:80']) {
    const { client } = startClient(startTransport(context, { proxySupport: 'override', proxy }));
    const error = await failureOf(client.generate(boat, access, ways()));
    assert.deepEqual(
      [outcomeOf(error), error.message],
      [
        { kind: 'network' },
        'The proxy address in the setting "http.proxy" must begin with http, https or socks5. Other kinds work with "paperBoat.network": "vscode".',
      ],
      proxy,
    );
  }
  const inEnvironment = await generateInChild({
    ...{ baseUrl: `https://${name}/v1`, key: 'sk-test', settings: { proxySupport: 'override' } },
    env: { HTTPS_PROXY: '127.0.0.1:3128' },
  });
  assert.match(String(inEnvironment), /^network: The proxy address in the environment must begin/);
});

test('downloads go through the proxy, too, and private names stay refused', async (context) => {
  const { api } = await startService(context);
  const proxy = await startProxy(context, Number(new URL(api.origin).port));
  const transport = startTransport(context, through(proxy.host));
  const response = await transport(`http://${name}/console`, {
    ...{ method: 'GET', headers: {}, signal: never, publicOnly: true },
  });
  assert.deepEqual([response.status, proxy.seen.map(({ line }) => line)], [200, [`GET http://${name}/console`]]);
  response.cancel(new Error('The test is over.'));
});

test('a certificate is trusted when its authority is, and only for its own name', async (context) => {
  const { api, tlsPort, proxy, https, trust } = await startBehindProxy(context);
  const { port } = new URL(api.origin);
  const local = await startTls(context, Number(port), selfSigned('localhost'));
  const generate = (host: string, env: Readonly<Record<string, string>> = {}) =>
    generateInChild({ baseUrl: `https://${host}/v1`, key: api.key, env });
  const untrusted = (host: string, code: string) =>
    `network: The certificate of ${host} is not trusted (${code}). That of a company belongs in the system's store or in NODE_EXTRA_CA_CERTS.`;
  assert.deepEqual(
    await Promise.all([
      generate(`localhost:${local}`),
      generate(`localhost:${tlsPort}`, trust),
      generate(`localhost:${port}`),
      generateInChild({ ...https, settings: through(proxy.host) }),
    ]),
    [
      untrusted(`localhost:${local}`, 'DEPTH_ZERO_SELF_SIGNED_CERT'),
      untrusted(`localhost:${tlsPort}`, 'ERR_TLS_CERT_ALTNAME_INVALID'),
      `network: There is no secure connection to localhost:${port} (ERR_SSL_WRONG_VERSION_NUMBER).`,
      untrusted(name, 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    ],
  );
});
