import { createServer, type ServerResponse } from 'node:http';
import { test, type TestContext } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBaseUrl } from '../../../src/api/baseUrl.ts';
import type { ServiceAccess } from '../../../src/api/client.ts';
import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import { boat, startClient, startTransport, ways } from './imageService.ts';
import { listening } from './network.ts';
import { anyKey, anySpelling, piecesShown } from '../../support/spelledKeys.ts';

// Where the key goes, by what servers really received.

const key = 'comet-7f3aQx91LmZpR0tWvB';
const png = picture('png', { pixels: { width: 16, height: 16 }, seed: 'boat' });
const isOf = (settings: Partial<NetworkSettings>) => settings.route ?? 'undici';
const routes: readonly Partial<NetworkSettings>[] = [{}, { route: 'vscode' }];

/** A request as it came: its first line, its header lines, its body. */
interface Arrival {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: string;
}

type Answer = (response: ServerResponse, arrival: Arrival) => void;

interface Recorder {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  /** Somebody who connects is somebody, even without a word. */
  readonly connections: () => number;
}

async function startRecorder(context: TestContext, answer: Answer): Promise<Recorder> {
  const arrivals: Arrival[] = [];
  let connections = 0;
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const { method = '', url = '', rawHeaders } = message;
      const headers = rawHeaders.flatMap((name, index) =>
        index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [],
      );
      const arrival = { line: `${method} ${url}`, headers, body: Buffer.concat(chunks).toString('latin1') };
      arrivals.push(arrival);
      answer(response, arrival);
    });
  });
  server.on('connection', () => connections++);
  return { port: await listening(context, server), arrivals, connections: () => connections };
}

const redirectTo =
  (status: number, location: string): Answer =>
  (response) =>
    response.writeHead(status, { location, 'set-cookie': 'a=1' }).end();

const serveImage: Answer = (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(png);

const serveLink =
  (url: string): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: [{ url }] }));

/** One generation against a port of this machine: `images`, or the kind of the failure. */
async function generate(context: TestContext, port: number, settings: Partial<NetworkSettings>): Promise<string> {
  const { client } = startClient(startTransport(context, settings));
  const access = accessTo(port, key);
  return client.generate(boat, access, ways()).then(
    () => 'images',
    (error: unknown) => (error instanceof GenerationError ? error.kind : String(error)),
  );
}

function accessTo(port: number, ownKey: string): ServiceAccess {
  const limits = { totalMs: 30_000, idleMs: 30_000 };
  return { baseUrl: readBaseUrl(`http://127.0.0.1:${port}/v1`), key: ownKey, limits };
}

/** Everything of a request that holds some of the key. */
const linesWithKey = ({ line, headers, body }: Arrival) =>
  [line, ...headers, body].filter((text) => piecesShown(text, key).length > 0);

for (const settings of routes) {
  const name = isOf(settings);

  test(`the key is in the authorization header and nowhere else (${name})`, async (context) => {
    const service = await startRecorder(context, (response) => {
      const data = [{ b64_json: png.toString('base64') }];
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    });
    assert.deepEqual(
      {
        outcome: await generate(context, service.port, settings),
        lines: service.arrivals.map(({ line }) => line),
        withKey: service.arrivals.map((arrival) => linesWithKey(arrival).map((text) => text.toLowerCase())),
      },
      {
        outcome: 'images',
        lines: ['POST /v1/images/generations'],
        withKey: [[`authorization: Bearer ${key}`.toLowerCase()]],
      },
    );
  });

  test(`a redirect of the service is an error, and nobody learns of the key (${name})`, async (context) => {
    const stranger = await startRecorder(context, serveImage);
    const places = (port: number) => [
      `http://127.0.0.1:${stranger.port}/v1/images/generations`,
      `http://localhost:${stranger.port}/v1/images/generations`,
      `http://api.localhost:${stranger.port}/v1/images/generations`,
      `//127.0.0.1:${stranger.port}/v1/images/generations`,
      `http://localhost:${port}/v1/images/generations`,
      `http://127.0.0.1:${port}/elsewhere`,
      '/v1/images/other',
      'data:application/json,{}',
    ];
    for (const status of [301, 302, 303, 307, 308]) {
      for (let place = 0; place < places(0).length; place++) {
        const service = await startRecorder(context, (response, arrival) => {
          redirectTo(status, places(service.port)[place] ?? '')(response, arrival);
        });
        const outcome = await generate(context, service.port, settings);
        assert.deepEqual(
          [status, place, outcome === 'images', service.arrivals.map(({ line }) => line)],
          [status, place, false, ['POST /v1/images/generations']],
        );
      }
    }
    assert.deepEqual([stranger.connections(), stranger.arrivals], [0, []]);
  });

  test(`a download carries no key, wherever it leads and however it is redirected (${name})`, async (context) => {
    const neighbour = await startRecorder(context, serveImage);
    const cases: readonly ((port: number) => string)[] = [
      (port) => `http://127.0.0.1:${port}/files/a.png`,
      () => '/files/a.png',
      () => `http://127.0.0.1:${neighbour.port}/a.png`,
      (port) => `http://127.0.0.1:${port}/redirect/301`,
      (port) => `http://127.0.0.1:${port}/redirect/307`,
      (port) => `http://user:pass@127.0.0.1:${port}/files/a.png`,
    ];
    const service = await startRecorder(context, (response, arrival) => {
      const [, status] = /\/redirect\/(\d+)/.exec(arrival.line) ?? [];
      if (status) redirectTo(Number(status), `http://127.0.0.1:${neighbour.port}/b.png`)(response, arrival);
      else if (arrival.line.startsWith('GET')) serveImage(response, arrival);
      else serveLink(links.shift() ?? '')(response, arrival);
    });
    const links = cases.map((link) => link(service.port));
    const outcomes: string[] = [];
    while (links.length > 0) outcomes.push(await generate(context, service.port, settings));
    const downloads = [...service.arrivals, ...neighbour.arrivals].filter(({ line }) => line.startsWith('GET'));
    assert.deepEqual(
      {
        outcomes: new Set(outcomes),
        downloads: [downloads.length, neighbour.arrivals.length],
        withKey: downloads.flatMap(linesWithKey),
        withCredentials: downloads.flatMap(({ headers }) =>
          headers.filter((header) => /^(authorization|cookie)/i.test(header)),
        ),
      },
      { outcomes: new Set(['images']), downloads: [8, 3], withKey: [], withCredentials: [] },
    );
  });
}

test('a service that repeats the key does not make us tell it, however its answer is cut into pieces', async (context) => {
  let next: Answer = serveImage;
  const service = await startRecorder(context, (response, arrival) => {
    next(response, arrival);
  });
  const { client, log } = startClient(startTransport(context));
  const statuses = fc.constantFrom(200, 302, 400, 401, 403, 404, 413, 422, 429, 500, 503);
  const bodies = fc.constantFrom<(said: string) => string>(
    (said) => said,
    (said) => JSON.stringify({ error: { message: said, code: said, param: said } }),
    (said) => JSON.stringify({ detail: [{ loc: ['body', said], msg: said }] }),
    (said) => `<html><head><title>${said}</title></head></html>`,
    (said) => JSON.stringify({ data: [{ error: { message: said, code: 'x' } }] }),
  );
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(anyKey, anySpelling, statuses, bodies, cuts, async (ownKey, spell, status, bodyOf, places) => {
      const body = Buffer.from(bodyOf(`It is ${spell(ownKey)}, is it not?`));
      next = (response) => {
        response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': encodeURIComponent(ownKey) });
        void writeInPieces(response, body, places);
      };
      log.length = 0;
      const told = await client.generate(boat, accessTo(service.port, ownKey), ways()).then(
        (batch) => batch.failures,
        (error: unknown) => [error as GenerationError],
      );
      const texts = told.map(({ message, facts }) => JSON.stringify([message, facts]));
      assert.equal(told.length, 1);
      assert.deepEqual(piecesShown([...texts, ...log].join('\n'), ownKey), []);
    }),
    { numRuns: Math.max(200, fuzzRuns / 50) },
  );
});

/** Each piece leaves before the next one is written. */
async function writeInPieces(response: ServerResponse, body: Buffer, places: readonly number[]): Promise<void> {
  const ends = [
    ...places.map((place) => Math.floor(place * body.length)).sort((one, other) => one - other),
    body.length,
  ];
  let start = 0;
  for (const end of ends) {
    await new Promise((resolve) => response.write(body.subarray(start, end), resolve));
    start = end;
  }
  response.end();
}
