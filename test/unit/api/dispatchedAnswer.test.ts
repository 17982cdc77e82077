import { test } from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { startTransport } from './imageService.ts';

/** The client may end it the hard way. */
function connectionClosed(server: Server): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  server.once('connection', (socket) => {
    socket.on('error', () => undefined).once('close', resolve);
  });
  return promise;
}

const body = Buffer.alloc(300_000, 'a paper boat ');

const cases = [
  { name: 'as it is', encoding: undefined, sent: body },
  { name: 'compressed', encoding: 'gzip', sent: gzipSync(body) },
  { name: 'compressed twice', encoding: 'gzip, gzip', sent: gzipSync(gzipSync(body)) },
] as const;

for (const { name, encoding, sent } of cases)
  test(`a body that is sent ${name} arrives whole, however slowly it is taken`, async (context) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, encoding ? { 'content-encoding': encoding } : {}).end(sent);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    context.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const send = startTransport(context);
    const signal = AbortSignal.timeout(10_000);
    const pace = {
      'at once': () => undefined,
      'by a promise': () => Promise.resolve(),
      'a turn later': () => setImmediate(),
    };
    for (const [taken, wait] of Object.entries(pace)) {
      const pieces: Uint8Array[] = [];
      const answer = await send(`http://127.0.0.1:${port}/`, { method: 'GET', headers: {}, signal });
      await answer.read((piece) => {
        pieces.push(piece);
        return wait();
      });
      assert.ok(Buffer.concat(pieces).equals(body), taken);
    }
  });

test('what the taker throws ends the connection and is thrown on', async (context) => {
  const server = createServer((_request, response) => {
    response.writeHead(200).write(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const send = startTransport(context);
  const refuse = [
    () => {
      throw new Error('No more.');
    },
    () => Promise.reject(new Error('No more.')),
  ];
  for (const take of refuse) {
    const closed = connectionClosed(server);
    const answer = await send(`http://127.0.0.1:${port}/`, {
      ...{ method: 'GET', headers: {}, signal: AbortSignal.timeout(10_000) },
    });
    await assert.rejects(answer.read(take), /No more\./);
    await closed;
  }
});
