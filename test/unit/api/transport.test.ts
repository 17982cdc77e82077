import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import { NetworkTransport } from '../../../src/api/transport.ts';
import * as faults from '../../support/imageApi/faults.ts';
import { boat, direct, startClient, startService, ways } from './imageService.ts';
import { startProxy } from './network.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));

test('the bundled undici leaves the fetch of the whole host alone, before and after requests', async (context) => {
  const { api } = await startService(context);
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-'));
  context.after(() => rm(folder, { recursive: true }));
  // The build writes beside where it is called, so a folder of links gets a fresh one.
  for (const name of ['src', 'media', 'node_modules']) await symlink(join(root, name), join(folder, name), 'junction');
  await run(process.execPath, [join(root, 'esbuild.js')], { cwd: folder });
  const script = fileURLToPath(new URL('bundledRequest.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [
    script,
    join(folder, 'dist', 'undici.cjs'),
    api.origin,
    JSON.stringify(direct),
  ]);
  assert.deepEqual(JSON.parse(stdout), {
    exports: ['Agent', 'EnvHttpProxyAgent'],
    statuses: [200, 200],
    dispatchers: { start: 'false,false', loaded: 'false,false', end: 'false,false' },
  });
  assert.equal(api.requests.length, 2);
});

test('VS Code’s own network is the fetch of the host, with the same manners', async (context) => {
  const { api, access } = await startService(context, { cdn: true });
  const hostFetch = globalThis.fetch;
  context.after(() => {
    globalThis.fetch = hostFetch;
  });
  const calls: unknown[] = [];
  globalThis.fetch = (url, init) => {
    calls.push([url, init?.method, init?.redirect, init && 'dispatcher' in init]);
    return hostFetch(url, init);
  };
  const transport = new NetworkTransport(() => ({ ...direct, route: 'vscode', proxy: 'http://127.0.0.1:9' }));
  context.after(() => transport.dispose());
  const { client } = startClient(transport.send);
  const { images } = await client.generate({ ...boat, model: 'dall-e-3' }, access, ways());
  assert.deepEqual(
    [images.length, calls],
    [
      1,
      [
        [`${api.baseUrl}/images/generations`, 'POST', 'manual', false],
        [`${api.fileHost.origin}${api.fileHost.requests[0]?.path}`, 'GET', 'manual', false],
      ],
    ],
  );
});

test('changed settings hold for the next request, and what runs ends well', async (context) => {
  const { api, access } = await startService(context);
  const proxy = await startProxy(context, Number(new URL(api.origin).port));
  let settings: NetworkSettings = direct;
  const transport = new NetworkTransport(() => settings);
  context.after(() => transport.dispose());
  const { client } = startClient(transport.send);
  const held = faults.hold('half');
  api.script(held.behaviour);
  const running = client.generate(boat, access, ways());
  await api.nextRequest();
  settings = { ...direct, proxySupport: 'override', proxy: `http://${proxy.host}` };
  const elsewhere = { ...access, baseUrl: new URL('http://images.paper-boat.invalid/v1') };
  const next = await client.generate(boat, elsewhere, ways());
  held.release();
  const first = await running;
  settings = direct;
  const last = await client.generate(boat, access, ways());
  assert.deepEqual([first, next, last].map(({ images }) => images.length).concat(proxy.seen.length), [1, 1, 1, 1]);
});

test('a transport that was disposed serves again when it is asked', async (context) => {
  const { access } = await startService(context);
  const transport = new NetworkTransport(() => direct);
  const { client } = startClient(transport.send);
  await transport.dispose();
  await client.generate(boat, access, ways());
  await transport.dispose();
  await client.generate(boat, access, ways());
  await transport.dispose();
});

test('twenty generations at once share the transport', async (context) => {
  const { api, generate } = await startService(context);
  const batches = await Promise.all(Array.from({ length: 20 }, (_, index) => generate({ prompt: `Boat ${index}` })));
  const prompts = api.requests.map(({ body }) => (body as { readonly prompt: string }).prompt);
  assert.deepEqual([batches.filter(({ images }) => images.length === 1).length, new Set(prompts).size], [20, 20]);
});
