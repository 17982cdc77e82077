import { test } from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ImageClient } from '../../../src/api/client.ts';
import { realPatience } from '../../../src/api/retry.ts';
import * as errors from '../../support/imageApi/errors.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import * as faults from '../../support/imageApi/faults.ts';
import * as replies from '../../support/imageApi/replies.ts';
import { boat, failureOf, startService, ways } from './imageService.ts';

const { refuse } = replies;
const busy = refuse(errors.unavailable);

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a request is sent up to three times while the service refuses it at the door', async (context) => {
  const { api, generate, waits, log } = await startService(context);
  api.script(busy, refuse(errors.noChannel));
  const { images } = await generate();
  assert.deepEqual(
    { images: images.length, requests: api.requests.length, waits, log },
    {
      images: 1,
      requests: 3,
      waits: [500, 1000],
      log: [
        `Trying again in 500 ms: ${new URL(api.baseUrl).host} is in trouble (503). It says: service temporarily unavailable`,
        `Trying again in 1000 ms: ${new URL(api.baseUrl).host} is in trouble (500). It says: failed to get a channel`,
      ],
    },
  );
  const bodies = api.requests.map(({ rawBody }) => rawBody.toString());
  assert.equal(new Set(bodies).size, 1);
  api.script(busy, busy, busy);
  await failureOf(generate());
  assert.equal(api.requests.length, 6);
});

test('the service says how long to wait, up to a minute', async (context) => {
  const { api, generate, waits } = await startService(context);
  const cases: readonly (readonly [retryAfter: string, waits: readonly number[], requests: number])[] = [
    ['7', [7000], 2],
    ['0', [0], 2],
    ['60', [60_000], 2],
    ['61', [], 1],
    ['1e9', [], 1],
    ['1000000000', [], 1],
    ['Thu, 01 Jan 1970 00:00:00 GMT', [0], 2],
    ['Fri, 31 Dec 9999 23:59:59 GMT', [], 1],
    ['soon', [500], 2],
    ['-1', [500], 2],
    ['', [500], 2],
  ];
  for (const [retryAfter, expected, requests] of cases) {
    const before = api.requests.length;
    waits.length = 0;
    api.script(refuse(errors.rateLimit(retryAfter)));
    const result = await generate().then(
      () => 'made',
      () => 'failed',
    );
    assert.deepEqual(
      { result, waits, requests: api.requests.length - before },
      { result: requests === 2 ? 'made' : 'failed', waits: expected, requests },
      retryAfter,
    );
  }
});

test('what may have been accepted or billed is never sent twice', async (context) => {
  const { api, generate, waits } = await startService(context);
  const behaviours: readonly Behaviour[] = [
    refuse(errors.internalError),
    refuse(errors.badGateway),
    refuse(errors.gatewayTimeout),
    refuse(errors.originTimeout),
    refuse(errors.upstreamBusy),
    refuse(errors.modelNotFound('gpt-image-2')),
    refuse(errors.moderationBlocked()),
    refuse(errors.wrongKey('x')),
    replies.redirect(307, '/v1/images/generations'),
    replies.hugeHeader,
    faults.cut('nothing'),
    faults.cut('headers'),
    faults.cut('half'),
    faults.cut('half', 'chunked'),
    faults.reset('nothing'),
    faults.reset('half'),
    replies.errorWithStatus200,
    replies.invalidJson,
  ];
  for (const [index, behaviour] of behaviours.entries()) {
    api.script(behaviour);
    await failureOf(generate());
    assert.equal(api.requests.length, index + 1, String(index));
  }
  assert.deepEqual(waits, []);
});

test('a broken answer is a failure of the network that may have been billed', async (context) => {
  const { api, generate } = await startService(context);
  const cuts: readonly (readonly [Behaviour, string])[] = [
    [faults.cut('nothing'), 'UND_ERR_SOCKET'],
    [faults.cut('half'), 'UND_ERR_SOCKET'],
    [faults.cut('half', 'chunked'), 'UND_ERR_SOCKET'],
    [faults.reset('nothing'), 'ECONNRESET'],
    [faults.reset('half'), 'ECONNRESET'],
    [replies.hugeHeader, 'UND_ERR_HEADERS_OVERFLOW'],
  ];
  for (const [behaviour, code] of cuts) {
    api.script(behaviour);
    const { kind, message, facts } = await failureOf(generate());
    assert.deepEqual(
      [kind, message, facts.code, facts.mayBeBilled],
      ['network', `The connection to ${new URL(api.baseUrl).host} broke (${code}).`, code, true],
    );
  }
});

test('a refused connection is tried three times and then told, without a word of billing', async (context) => {
  const { generate, waits } = await startService(context);
  const host = `127.0.0.1:${await closedPort()}`;
  const error = await failureOf(generate({}, { baseUrl: new URL(`http://${host}/v1`) }));
  assert.deepEqual(
    { kind: error.kind, message: error.message, code: error.facts.code, billed: error.facts.mayBeBilled, waits },
    {
      kind: 'network',
      message: `${host} cannot be reached: the connection was refused.`,
      code: 'ECONNREFUSED',
      billed: undefined,
      waits: [500, 1000],
    },
  );
});

test('a name that nobody knows is told as such', async (context) => {
  const { generate, waits } = await startService(context);
  const error = await failureOf(generate({}, { baseUrl: new URL('https://paper-boat.invalid/v1') }));
  assert.match(error.facts.code ?? '', /^(ENOTFOUND|EAI_AGAIN)$/);
  assert.match(
    error.message,
    /^paper-boat\.invalid cannot be reached: the name (is not known|could not be looked up)\. Where a proxy is needed, see the settings "http\.proxy" and "paperBoat\.network"\.$/,
  );
  assert.equal(waits.length, 2);
});

test('a cancel in the wait ends the wait, and nothing was billed', async (context) => {
  const { api, transport, access } = await startService(context);
  const cancel = new AbortController();
  const client = new ImageClient({
    transport,
    log: () => {
      cancel.abort();
    },
    patience: realPatience,
  });
  api.script(refuse(errors.rateLimit('60')));
  const error = await failureOf(client.generate(boat, access, ways(cancel.signal)));
  assert.deepEqual([error.kind, error.facts.mayBeBilled, api.requests.length], ['cancelled', false, 1]);
});

test('when the time is over in the wait, the reason of the wait is told', async (context) => {
  const { api, transport, access } = await startService(context);
  const client = new ImageClient({ transport, log: () => undefined, patience: { ...realPatience, random: () => 0 } });
  api.script(busy);
  const limits = { totalMs: 250, idleMs: 10_000 };
  const error = await failureOf(client.generate(boat, { ...access, limits }, ways()));
  assert.deepEqual([error.kind, error.facts.status, api.requests.length], ['serverTrouble', 503, 1]);
});

test('waits between retries grow, with a little chance in them', async (context) => {
  const { api, transport, access } = await startService(context);
  const waits: number[] = [];
  const patience = {
    wait: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)),
    random: () => 0.5,
  };
  const client = new ImageClient({ transport, log: () => undefined, patience });
  api.script(busy, busy);
  await client.generate(boat, access, ways());
  assert.deepEqual(waits, [437.5, 875]);
});
