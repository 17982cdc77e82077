import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ImageRequest } from '../../../src/images/image.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import * as faults from '../../support/imageApi/faults.ts';
import * as replies from '../../support/imageApi/replies.ts';
import { failureOf, outcomeOf, startService, without } from './imageService.ts';

const byLink: Partial<ImageRequest> = { model: 'dall-e-3' };

test('a cancel before the start sends nothing', async (context) => {
  const { api, generate } = await startService(context);
  const error = await failureOf(generate({}, {}, AbortSignal.abort()));
  assert.deepEqual([outcomeOf(error), api.requests.length], [{ kind: 'cancelled', mayBeBilled: false }, 0]);
});

test('a cancel closes the connection, wherever the answer stands', async (context) => {
  const { api, generate } = await startService(context);
  for (const phase of ['nothing', 'headers', 'first byte', 'half'] as const) {
    const cancel = new AbortController();
    api.script(faults.silence(phase));
    const failure = failureOf(generate({}, {}, cancel.signal));
    const request = await api.nextRequest();
    cancel.abort();
    assert.deepEqual(outcomeOf(await failure), { kind: 'cancelled', mayBeBilled: true }, phase);
    assert.equal(await api.connectionClosed(), request);
  }
});

test('a cancel closes the connection of a download', async (context) => {
  const { api, generate } = await startService(context, { cdn: true });
  for (const phase of ['nothing', 'headers', 'half'] as const) {
    const cancel = new AbortController();
    api.scriptFiles(faults.silence(phase));
    const failure = failureOf(generate(byLink, {}, cancel.signal));
    const request = await api.fileHost.nextRequest();
    cancel.abort();
    assert.deepEqual(outcomeOf(await failure), { kind: 'cancelled', mayBeBilled: true }, phase);
    assert.equal(await api.fileHost.connectionClosed(), request);
  }
});

test('a cancel after the answer changes nothing', async (context) => {
  const { generate } = await startService(context);
  const cancel = new AbortController();
  const { images } = await generate({}, {}, cancel.signal);
  cancel.abort();
  assert.equal(images.length, 1);
});

test('the whole generation has a time limit, in every phase and over several requests', async (context) => {
  const { api, generate } = await startService(context);
  const limits = { totalMs: 150, idleMs: 10_000 };
  for (const phase of ['nothing', 'headers', 'half'] as const) {
    api.script(faults.silence(phase));
    const error = await failureOf(generate({}, { limits }));
    assert.deepEqual(
      [error.message, without(outcomeOf(error), 'salvaged')],
      ['No image after 0.2 s.', { kind: 'serverTrouble', mayBeBilled: true }],
      phase,
    );
    assert.equal((await api.connectionClosed()).outcome, 'closed by client');
  }
  api.scriptFiles(faults.silence('headers'));
  const lost = await failureOf(generate(byLink, { limits }));
  assert.equal(lost.message, 'The image was made, but could not be fetched. No image after 0.2 s.');
  assert.match(lost.facts.imageUrl ?? '', /^http:\/\/127\.0\.0\.1:\d+\/files\//);
});

test('a body that stops is given up, and its connection closed', async (context) => {
  const { api, generate } = await startService(context);
  const limits = { totalMs: 10_000, idleMs: 100 };
  for (const phase of ['headers', 'first byte', 'half'] as const) {
    api.script(faults.silence(phase));
    const error = await failureOf(generate({}, { limits }));
    assert.deepEqual(
      [error.message, without(outcomeOf(error), 'salvaged')],
      ['The answer stopped: nothing arrived for 0.1 s.', { kind: 'serverTrouble', mayBeBilled: true }],
      phase,
    );
    assert.equal((await api.connectionClosed()).outcome, 'closed by client');
  }
});

test('waiting for the first byte is no silence: a model thinks as long as the whole limit allows', async (context) => {
  const { api, generate } = await startService(context);
  const limits = { totalMs: 10_000, idleMs: 40 };
  const held = faults.hold('nothing');
  api.script(held.behaviour);
  setTimeout(held.release, 200);
  assert.equal((await generate({}, { limits })).images.length, 1);
});

test('one download that stops does not take the others with it', async (context) => {
  const { api, generate, waits } = await startService(context);
  const limits = { totalMs: 10_000, idleMs: 150 };
  const late = faults.hold('nothing');
  api.scriptFiles(faults.silence('half'), late.behaviour, faults.silence('half'), faults.silence('half'));
  setTimeout(late.release, 700);
  const { images, failures } = await generate({ model: 'dall-e-2', count: 2 }, { limits });
  assert.deepEqual(
    { images: images.length, failures: failures.map(({ kind }) => kind), waits },
    { images: 1, failures: ['serverTrouble'], waits: [500, 1000] },
  );
});

test('a body past the limit is cut off, compressed or not', async (context) => {
  const { api, generate } = await startService(context);
  for (const behaviour of [faults.oversized(2 ** 40), replies.gzipBomb(1000)]) {
    api.script(behaviour);
    const failures = await generate().then(
      (batch) => batch.failures,
      (error: unknown) => [error],
    );
    const [error] = failures;
    assert.ok(error instanceof GenerationError && failures.length === 1);
    assert.match(error.message, /^The answer is larger than \d+ MB\.$/);
    assert.deepEqual(without(outcomeOf(error), 'salvaged'), { kind: 'tooLarge', mayBeBilled: true });
  }
});

test('nothing keeps the process alive once a generation has ended and the transport is disposed', async (context) => {
  const { api } = await startService(context);
  const child = spawn(process.execPath, [new URL('leftovers.ts', import.meta.url).pathname, api.baseUrl, api.key], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  api.script(replies.emptyBody(503), faults.silence('half'), faults.cut('half'));
  const [code] = (await once(child, 'close')) as [number];
  assert.deepEqual([code, JSON.parse(output)], [0, { outcomes: ['serverTrouble', 'network', 'image'], resources: [] }]);
});
