import { test } from 'node:test';
import assert from 'node:assert/strict';
import OpenAI, { APIError, APIUserAbortError } from 'openai';
import * as faults from '../../support/imageApi/faults.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { generate, pngSizes, started } from './openaiClient.ts';

const phases: readonly faults.Phase[] = ['nothing', 'headers', 'first byte', 'half'];

function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof APIError ? error.constructor.name : 'Error'),
  );
}

test('a cut or reset connection rejects, whatever has been sent and however it is framed', async (context) => {
  const { api, client } = await started(context);
  for (const fault of [faults.cut, faults.reset]) {
    for (const phase of phases) {
      for (const framing of ['content-length', 'chunked'] as const) {
        api.script(fault(phase, framing));
        const failed = await failure(generate(client, { model: 'gpt-image-2' }));
        const outcome = await (await api.nextRequest()).ended;
        assert.deepEqual({ failed: failed !== 'answered', outcome }, { failed: true, outcome: 'cut by server' }, phase);
      }
    }
  }
});

test('an abort is seen by the server as a closed connection', async (context) => {
  const { api, client } = await started(context);
  for (const phase of phases) {
    const abort = new AbortController();
    api.script(faults.silence(phase));
    const answer = client.images.generate({ model: 'gpt-image-2', prompt: 'A boat' }, { signal: abort.signal });
    const rejected = assert.rejects(answer, phase === 'nothing' ? APIUserAbortError : Error);
    const request = await api.nextRequest();
    abort.abort();
    await rejected;
    assert.equal(await api.connectionClosed(), request);
    assert.equal(request.outcome, 'closed by client');
  }
});

test('a held answer comes when it is released', async (context) => {
  const { api, client } = await started(context);
  for (const phase of phases) {
    const held = faults.hold(phase);
    api.script(held.behaviour);
    const answer = generate(client, { model: 'gpt-image-2' });
    const request = await api.nextRequest();
    assert.equal(request.outcome, 'open');
    held.release();
    assert.deepEqual(await pngSizes(await answer), ['1024x1024']);
    assert.equal(await request.ended, 'answered');
  }
});

test('closing ends the connections that are still open', async () => {
  const api = await startImageApi();
  const client = new OpenAI({ baseURL: api.baseUrl, apiKey: api.key, maxRetries: 0 });
  api.script(faults.silence('nothing'));
  const failed = failure(generate(client, { model: 'gpt-image-2' }));
  const request = await api.nextRequest();
  await api.close();
  assert.deepEqual([await failed, await request.ended], ['APIConnectionError', 'cut by server']);
});

test('a behaviour that throws makes closing reject', async () => {
  const api = await startImageApi();
  api.script(() => {
    throw new Error('A mistake of the test.');
  });
  await assert.rejects(fetch(`${api.baseUrl}/models`));
  await assert.rejects(api.close(), AggregateError);
});

test('an oversized body stops when the client leaves', async (context) => {
  const { api } = await started(context);
  api.script(faults.oversized(2 ** 40));
  const response = await fetch(`${api.baseUrl}/models`, { headers: { authorization: `Bearer ${api.key}` } });
  await response.body?.cancel();
  assert.equal((await api.connectionClosed()).outcome, 'closed by client');
});
