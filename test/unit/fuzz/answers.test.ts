import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readAnswerBody, type AnswerReading } from '../../../src/api/answerBody.ts';
import { Deadline } from '../../../src/api/deadline.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import { recordOf, type Json } from '../../../src/api/json.ts';
import { networkFailure } from '../../../src/api/networkFailure.ts';
import type { TransportAnswer } from '../../../src/api/transportAnswer.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { MemorySink } from '../api/memorySink.ts';
import { anyCuts, cut, type Cuts } from '../api/scanning.ts';
import { anyJson, anyText, nearly } from './anyJson.ts';

const key = 'comet-Qz7RkW2mXbT9';

// What servers send, and what looks like it.

const base64 = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const words = fc.oneof(
  anyText,
  base64,
  fc.constantFrom(key, `Bearer ${key}`, 'https://a.example/b.png', 'data:,x', 'auto'),
);
const anyValue = anyJson('message', 'code', 'b64_json', 'url', 'error', 'data');

function shaped(fields: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Json> {
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true }).map((record) => ({ ...record }) as Json);
}

const or = (usual: fc.Arbitrary<Json>): fc.Arbitrary<Json> => fc.oneof({ arbitrary: usual, weight: 3 }, anyValue);

const failure = shaped({ message: or(words), code: or(words), type: or(words), param: or(words) });
const image = shaped({ b64_json: or(base64), url: or(words), revised_prompt: or(words), error: or(failure) });
const usage = shaped({
  input_tokens: or(fc.nat()),
  output_tokens: or(fc.nat()),
  input_tokens_details: or(shaped({ text_tokens: or(fc.nat()), image_tokens: or(fc.nat()) })),
});
const answer = fc.oneof(
  {
    arbitrary: shaped({ data: or(fc.array(or(image), { maxLength: 4 })), usage: or(usage), model: or(words) }),
    weight: 4,
  },
  shaped({ error: or(failure), message: or(words), detail: or(fc.array(anyValue, { maxLength: 3 })), code: or(words) }),
  fc.array(image, { maxLength: 3 }),
  anyValue,
);

const json = answer.map((value) => JSON.stringify(value));
const eventName = fc.constantFrom(
  ...['image_generation.completed', 'image_generation.partial_image', 'image_generation.partial_failed'],
  ...['image_generation.partial_succeeded', 'error', 'upstream_error', '', '__proto__'],
);
const event = fc
  .tuple(eventName, fc.oneof(image, answer), fc.boolean(), fc.constantFrom('\n', '\r\n'))
  .map(([name, value, isTyped, end]) => {
    const data = isTyped ? { type: name, ...recordOf(value) } : value;
    return `event: ${name}${end}data: ${JSON.stringify(data)}${end}${end}`;
  });
const stream = fc.array(event, { maxLength: 4 }).map((events) => `${events.join('')}data: [DONE]\n\n`);

const body = fc.oneof(
  { arbitrary: nearly(json), weight: 3 },
  { arbitrary: nearly(stream), weight: 2 },
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom('<html><title>Sign in</title>', key, '[', '"').map((text) => Buffer.from(text)),
);

const type = fc.constantFrom(
  'application/json',
  'text/event-stream',
  'text/event-stream; charset=utf-8',
  'text/html',
  '',
);
const headerText = fc.oneof(
  fc.string({ maxLength: 20 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
  fc.constantFrom(key, '0', '-1', '1e99', 'Fri, 31 Dec 9999 23:59:59 GMT'),
);

interface Sent {
  readonly status: number;
  readonly body: Buffer;
  readonly type: string;
  readonly retryAfter: string;
  readonly requestId: string;
  readonly cuts: Cuts;
  /** Whether the connection breaks before the body ends. */
  readonly isBroken: boolean;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  status: fc.oneof({ arbitrary: fc.constant(200), weight: 4 }, fc.integer({ min: 200, max: 599 })),
  body,
  type,
  retryAfter: headerText,
  requestId: headerText,
  cuts: anyCuts,
  isBroken: fc.nat(9).map((dice) => dice === 0),
});

function answerOf({ status, body: bytes, type: contentType, retryAfter, requestId, cuts, isBroken }: Sent) {
  const headers = new Headers({ 'content-type': contentType, 'retry-after': retryAfter, 'x-request-id': requestId });
  return {
    ...{ status, headers, cancel: () => undefined },
    read: async (take) => {
      for (const piece of cut(bytes, cuts)) await take(piece);
      if (isBroken) throw new TypeError('terminated');
    },
  } satisfies TransportAnswer;
}

/** As the client reads it. */
async function read(answered: TransportAnswer, sink: MemorySink): Promise<AnswerReading | GenerationError> {
  const deadline = new Deadline(new AbortController().signal, { totalMs: 60_000, idleMs: 60_000 });
  const asked = { model: 'gpt-image-2', host: 'api.example', key };
  try {
    return await readAnswerBody(answered, { sink, deadline, asked, count: 2 });
  } catch (error) {
    if (error instanceof GenerationError) return error;
    if (error instanceof TypeError && error.message === 'terminated')
      return networkFailure(error, asked.host, deadline);
    throw error;
  } finally {
    deadline.dispose();
  }
}

/** What a person is told: one line that holds no key and nothing that turns the writing direction. */
function assertTellable({ message, facts }: GenerationError): void {
  const told = [message, facts.code ?? '', facts.requestId ?? '', facts.parameter ?? ''];
  for (const text of told) {
    assert.doesNotMatch(text, /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    assert.ok(text.length < 700 && !text.includes(key.slice(0, 8)) && !text.includes(key.slice(-8)), text);
  }
  assert.notEqual(message, '');
}

suite('Any answer of a server', () => {
  test('comes to images or to one error of ours, and every image that began has one end', () =>
    fc.assert(
      fc.asyncProperty(sent, async (what) => {
        const sink = new MemorySink();
        const outcome = await read(answerOf(what), sink);
        assert.equal(sink.begun, sink.contents.length + sink.discarded);
        if (outcome instanceof GenerationError) {
          assertTellable(outcome);
          return;
        }
        assert.ok(what.status < 300 && outcome.answer.images.length > 0);
        if (outcome.failure) assertTellable(outcome.failure);
        for (const { kind, ...held } of outcome.answer.images) {
          if (kind !== 'content') continue;
          const { content } = held as { content: MemorySink['contents'][number] };
          assert.ok(content.length > 0 && sink.contents.includes(content) && !sink.forgotten.includes(content));
        }
      }),
      { numRuns: fuzzRuns },
    ));

  const long = 100_000;
  const hostile: Readonly<Record<string, string>> = {
    'lists a million deep': `{"error":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
    'objects half a million deep': `{"error":${'{"a":'.repeat(5e5)}1${'}'.repeat(5e5)}}`,
    'data a million deep': `{"data":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
    'a message of white space': `{"error":{"message":"a${' '.repeat(long)}b"}}`,
    'request ids without an end': `{"error":{"message":"a${' (request id: '.repeat(long / 10)}"}}`,
    'a model that is named over and over': `{"error":{"message":"${'model '.repeat(long)}"}}`,
    'channels that are named over and over': `{"error":{"message":"${'no available channel for '.repeat(long)}"}}`,
    'titles that never end': '<title'.repeat(long),
    'a code as long as a book': `{"error":{"code":"${'_not_supported '.repeat(long)}"}}`,
    'fields that failed their check': `{"detail":[${'{"loc":[[]],"msg":" "},'.repeat(long)}0]}`,
  };
  for (const [what, text] of Object.entries(hostile))
    test(`is read in a moment when it holds ${what}`, async () => {
      const before = performance.now();
      for (const status of [200, 400])
        for (const isStream of [true, false]) {
          const sent = Buffer.from(isStream ? `data: ${text}\n\n` : text);
          const type = isStream ? 'text/event-stream' : 'application/json';
          const rest = { retryAfter: '', requestId: '', cuts: [65_536], isBroken: false };
          const outcome = await read(answerOf({ status, body: sent, type, ...rest }), new MemorySink());
          assert.ok(outcome instanceof GenerationError || outcome.answer.images.every(({ kind }) => kind === 'failed'));
        }
      // A pattern that looks again from every character takes minutes.
      assert.ok(performance.now() - before < 20_000);
    });
});
