import { test } from 'node:test';
import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { networkFailure } from '../../../src/api/networkFailure.ts';
import { Deadline } from '../../../src/api/deadline.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { altered, type Behaviour } from '../../support/imageApi/exchange.ts';
import * as faults from '../../support/imageApi/faults.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import * as replies from '../../support/imageApi/replies.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { failureOf, never, outcomeOf, startService } from './imageService.ts';

const byLink: Partial<ImageRequest> = { model: 'dall-e-3' };
const png = picture('png', { pixels: { width: 16, height: 16 }, seed: 'boat' });
const file = replies.serve(png, 'image/png');
const link = (url: string) => replies.answer(200, { data: [{ url }] });

test('a link is fetched at once and byte for byte, with nothing of the key', async (context) => {
  const { api, generate } = await startService(context, { cdn: true });
  const { images } = await generate(byLink);
  const { method, path, headers, rawBody } = await api.fileHost.nextRequest();
  const told = JSON.stringify([path, headers, rawBody.toString()]);
  assert.deepEqual(
    {
      images: images.map(({ type, size }) => [type, size]),
      ...{ method, path, accept: headers.accept, authorization: headers.authorization },
      isKeyTold: told.includes(api.key),
      requests: [api.requests.length, api.fileHost.requests.length],
    },
    {
      images: [['png', { width: 1024, height: 1024 }]],
      method: 'GET',
      path: '/files/20261122/1.webp?se=2026-11-22T10%3A00%3A00Z&sp=r&sig=4%2Fq%2BPa%3D',
      accept: 'image/*',
      authorization: undefined,
      isKeyTold: false,
      requests: [1, 1],
    },
  );
});

test('the key stays away from the base URL’s own host, too, when it is a file that is asked for', async (context) => {
  const { api, generate } = await startService(context);
  await generate(byLink);
  const [, download] = api.requests;
  assert.deepEqual([download?.method, download?.headers.authorization], ['GET', undefined]);
});

test('three redirects are followed, each without the key, and a fourth is not', async (context) => {
  const { api, generate } = await startService(context, { cdn: true });
  const step = replies.redirect(302, '/files/next?a=%2F&b=1');
  api.scriptFiles(replies.redirect(301, `${api.fileHost.origin}/files/other`), step, replies.redirect(308, '?c'), file);
  assert.equal((await generate(byLink)).images.length, 1);
  assert.deepEqual(
    api.fileHost.requests.map(({ path, headers }) => [path.replace(/\?se=.*/, ''), headers.authorization]),
    [
      ['/files/20261122/1.webp', undefined],
      ['/files/other', undefined],
      ['/files/next?a=%2F&b=1', undefined],
      ['/files/next?c', undefined],
    ],
  );
  api.scriptFiles(step, step, step, step, file);
  const error = await failureOf(generate(byLink));
  assert.equal(
    error.message,
    `The image was made, but could not be fetched. ${new URL(api.fileHost.origin).host} redirects more than 3 times.`,
  );
  assert.equal(api.fileHost.requests.length, 8);
});

const privateHosts = [
  ...['localhost', 'localhost.', 'LOCALHOST', 'boat.localhost', '127.0.0.2', '127.2', '2130706434', '0x7f000002'],
  ...['0177.0.0.2', '0x7f.0x0.0x0.0x2', '127.0.0.2.', '0.0.0.0', '0', '10.1.2.3', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.1', '198.18.0.1', '224.0.0.1'],
  ...[
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:10.0.0.1]',
  ],
  ...['[fc00::1]', '[fd12:3456::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[64:ff9b::127.0.0.1]'],
  ...['[64:ff9b::a01:203]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]', '１２７.0.0.2', '①②⑦.0.0.2'],
];

test('no address of this machine or its network is dialled, in whatever spelling', async (context) => {
  const { api, generate } = await startService(context);
  for (const host of privateHosts) {
    api.script(link(`https://${host}:9/a.png`));
    const error = await failureOf(generate());
    assert.match(error.message, /could not be fetched\. \S+ leads into a private network\.$/, host);
    assert.deepEqual(outcomeOf(error), { kind: 'badAnswer', mayBeBilled: true }, host);
  }
  api.scriptFiles(replies.redirect(302, 'https://127.0.0.2/a.png'));
  const redirected = await failureOf(generate(byLink));
  assert.match(redirected.message, / 127\.0\.0\.2 leads into a private network\.$/);
});

test('a name is judged by the address that is dialled', async (context) => {
  const { api, transport } = await startService(context);
  const { port } = new URL(api.origin);
  const deadline = new Deadline(never, { totalMs: 10_000, idleMs: 10_000 });
  context.after(() => {
    deadline.dispose();
  });
  const get = (publicOnly: boolean) =>
    transport(`http://localhost:${port}/`, { method: 'GET', headers: {}, signal: never, publicOnly });
  const refused = await get(true).then(
    () => assert.fail('It was dialled.'),
    (error: unknown) => networkFailure(error, 'localhost', deadline),
  );
  const allowed = await get(false);
  assert.deepEqual(
    [refused.kind, refused.message, allowed.status, api.requests.length],
    ['badAnswer', 'localhost leads into a private network.', 200, 1],
  );
  allowed.cancel(new Error('The test is over.'));
});

test('only https is fetched, and http from the base URL’s own host on this machine', async (context) => {
  const { api, generate } = await startService(context);
  const addresses = ['http://cdn.example/a.png', 'file:///etc/hostname', 'ftp://cdn.example/a', 'blob:https://a/b'];
  for (const address of [...addresses, 'javascript:alert(1)', 'http://127.0.0.2/a.png']) {
    api.script(link(address));
    const { message } = await failureOf(generate());
    assert.match(message, /Only https addresses are fetched, and this one begins with \w+:?$/, address);
  }
  for (const target of ['file:///etc/hostname', 'data:image/png;base64,AAAA', 'http://cdn.example/a.png']) {
    api.scriptFiles(replies.redirect(302, target));
    const { message } = await failureOf(generate(byLink));
    assert.match(message, /Only https addresses are fetched/, target);
  }
  api.script(link('https://'));
  assert.match((await failureOf(generate())).message, /The address of the image is none\.$/);
});

test('a local server’s relative links and other ports are its own', async (context) => {
  const { api, generate } = await startService(context);
  const neighbour = await startImageApi({ usually: file });
  context.after(() => neighbour.close());
  api.script(link(`${neighbour.origin}/v1/a.png`));
  await generate();
  api.script(link('/files/a.png'));
  api.scriptFiles(file);
  await generate();
  assert.deepEqual(
    [neighbour.requests.length, api.requests.map(({ path }) => path)],
    [1, ['/v1/images/generations', '/v1/images/generations', '/files/a.png']],
  );
});

test('names and passwords in a link are not sent', async (context) => {
  const { api, generate } = await startService(context);
  api.script(link(`${api.origin.replace('//', '//me:secret@')}/files/a.png`));
  api.scriptFiles(file);
  await generate();
  assert.equal(api.requests[1]?.headers.authorization, undefined);
});

test('a download is tried up to three times while it fails for reasons that may pass', async (context) => {
  const { api, generate, waits } = await startService(context, { cdn: true });
  const passing: readonly Behaviour[] = [
    replies.emptyBody(500),
    replies.emptyBody(502),
    replies.emptyBody(503),
    replies.emptyBody(429),
    replies.emptyBody(408),
    faults.reset('nothing'),
    faults.reset('half'),
    faults.cut('nothing'),
    faults.cut('half'),
    faults.cut('half', 'chunked'),
  ];
  for (const behaviour of passing) {
    const before = api.fileHost.requests.length;
    waits.length = 0;
    api.scriptFiles(behaviour, behaviour);
    const { images } = await generate(byLink);
    assert.deepEqual([images.length, api.fileHost.requests.length - before, waits], [1, 3, [500, 1000]]);
  }
  assert.equal(api.requests.length, passing.length);
  api.scriptFiles(replies.emptyBody(503, { 'retry-after': '3' }));
  waits.length = 0;
  await generate(byLink);
  assert.deepEqual(waits, [3000]);
});

test('a download that failed for good is told with the address to try by hand', async (context) => {
  const { api, generate } = await startService(context, { cdn: true });
  const { host } = new URL(api.fileHost.origin);
  const cases: readonly (readonly [behaviour: Behaviour, kind: string, status: number | undefined, words: string])[] = [
    [replies.expiredLink, 'badAnswer', 403, `${host} answered 403, so the address has probably expired.`],
    [replies.emptyBody(404), 'badAnswer', 404, `${host} answered 404, so the address has probably expired.`],
    [replies.emptyBody(410), 'badAnswer', 410, `${host} answered 410, so the address has probably expired.`],
    [replies.emptyBody(400), 'badAnswer', 400, `${host} answered 400.`],
    [replies.emptyBody(304), 'badAnswer', 304, `${host} answered 304.`],
    [replies.emptyBody(500), 'serverTrouble', 500, `${host} is in trouble (500).`],
    [faults.cut('half'), 'network', undefined, `The connection to ${host} broke (UND_ERR_SOCKET).`],
  ];
  for (const [behaviour, kind, status, words] of cases) {
    const attempts = kind === 'badAnswer' ? 1 : 3;
    api.scriptFiles(...Array.from({ length: attempts }, () => behaviour));
    const { message, kind: seenKind, facts } = await failureOf(generate(byLink));
    const path = api.fileHost.requests.at(-1)?.path ?? '';
    assert.deepEqual(
      [message, seenKind, facts.status, facts.mayBeBilled, facts.imageUrl],
      [`The image was made, but could not be fetched. ${words}`, kind, status, true, `${api.fileHost.origin}${path}`],
    );
  }
});

test('the limit of a download counts what it unpacks to', async (context) => {
  const { api, generate } = await startService(context);
  const zeros = Buffer.alloc(2 ** 20);
  const packed = Array.from({ length: 80 }, () => zeros);
  const bombs = {
    gzip: gzipSync(Buffer.concat(packed)),
    deflate: deflateSync(Buffer.concat(packed)),
    br: brotliCompressSync(Buffer.concat(packed)),
    'gzip, gzip': gzipSync(gzipSync(Buffer.concat(packed))),
  };
  for (const [encoding, body] of Object.entries(bombs)) {
    api.scriptFiles(altered(() => ({ status: 200, headers: { 'content-encoding': encoding }, body })));
    const error = await failureOf(generate(byLink));
    assert.deepEqual(
      [error.kind, error.message],
      ['tooLarge', 'The image was made, but could not be fetched. The answer is larger than 64 MB.'],
      encoding,
    );
  }
  api.scriptFiles(faults.oversized(2 ** 40));
  assert.equal((await failureOf(generate(byLink))).kind, 'tooLarge');
});

test('what is fetched must be a whole image', async (context) => {
  const { api, generate } = await startService(context);
  const cases: readonly (readonly [Behaviour, string, number | undefined])[] = [
    [replies.htmlPage(200), 'What the service sent as an image is of no known kind.', undefined],
    [replies.emptyBody(200), 'What the service sent as an image is of no known kind.', undefined],
    [replies.serve(png.subarray(0, -7), 'image/png'), 'The image arrived cut off.', png.length - 7],
  ];
  for (const [behaviour, message, salvaged] of cases) {
    api.scriptFiles(behaviour);
    const error = await failureOf(generate(byLink));
    assert.deepEqual([error.message, error.kind, error.facts.salvage?.length], [message, 'badAnswer', salvaged]);
  }
});
