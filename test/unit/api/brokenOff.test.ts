import { test } from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bill } from '../../../src/api/bill.ts';
import { ImageClient } from '../../../src/api/client.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import { boat, failureOf, startClient, startTransport, ways } from './imageService.ts';

// Answers that break off, and what is whole in them.

const limits = { totalMs: 30_000, idleMs: 30_000 };
const encoded = picture('png', { pixels: { width: 512, height: 512 }, seed: 'boat' }).toString('base64');

test('a cancel takes no image that came whole, and no piece of the next one', async (context) => {
  const cancel = new AbortController();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(`{"data":[{"b64_json":"${encoded}"},{"b64_json":"${encoded.slice(0, encoded.length / 2)}`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const bills: Bill[] = [];
  let begun = 0;
  const client = new ImageClient({ transport: startTransport(context), log: () => undefined });
  const memory = ways(cancel.signal);
  const sink = {
    ...memory.sink,
    forget: () => undefined,
    begin: () => {
      const image = memory.sink.begin();
      const isSecond = begun++ === 1;
      const write = (bytes: Uint8Array) => {
        if (isSecond)
          setImmediate(() => {
            cancel.abort();
          });
        return image.write(bytes);
      };
      return { write, end: () => image.end(), discard: () => image.discard() };
    },
  };
  const access = { baseUrl: new URL(`http://127.0.0.1:${port}/v1`), limits };
  const onBill = (bill: Bill) => {
    bills.push(bill);
    return Promise.resolve();
  };
  const { images, failures } = await client.generate({ ...boat, count: 2 }, access, {
    ...{ cancel: cancel.signal, sink, onBill },
  });
  assert.deepEqual(
    [
      images.map(({ type }) => type),
      failures.map(({ kind, facts }) => [kind, facts.salvage]),
      bills.map((bill) => bill.images),
    ],
    [['png'], [['cancelled', undefined]], [2]],
  );
});

test('a network that goes away under a request that was sent is no reason to send it again', async () => {
  const sent: string[] = [];
  const gone = (syscall: string) => Object.assign(new Error('It is gone.'), { code: 'EHOSTUNREACH', syscall });
  const outcomes = ['connect', 'read', 'write'].map(async (syscall) => {
    const { client } = startClient(() => {
      sent.push(syscall);
      return Promise.reject(gone(syscall));
    });
    const access = { baseUrl: new URL('https://service.example/v1'), key: 'sk-key', limits };
    const { facts } = await failureOf(client.generate(boat, access, ways()));
    return [syscall, facts.mayBeBilled ?? false];
  });
  assert.deepEqual(await Promise.all(outcomes), [
    ['connect', false],
    ['read', true],
    ['write', true],
  ]);
  assert.deepEqual(sent.toSorted(), ['connect', 'connect', 'connect', 'read', 'write']);
});
