import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EventScanner } from '../../../src/api/eventScanner.ts';
import { StreamedAnswer } from '../../../src/api/streamedAnswer.ts';
import type { AnsweredImage } from '../../../src/api/wire.ts';
import type { ImageContent } from '../../../src/images/imageContent.ts';
import { MemorySink } from './memorySink.ts';
import { ample, bytesOf } from './scanning.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** An event as services send it; text is sent as it is. */
function lines(event: object | string): string {
  if (typeof event === 'string') return event;
  const { type, ...rest } = event as { readonly type?: string };
  return `${type ? `event: ${type}\n` : ''}data: ${JSON.stringify({ ...(type && { type }), ...rest })}\n\n`;
}

const partial = (image: string, index = 0) => ({
  type: 'image_generation.partial_image',
  b64_json: base64(image),
  partial_image_index: index,
});
const completed = (more: object) => ({ type: 'image_generation.completed', ...more });
const succeeded = (index: number, more: object) => ({
  type: 'image_generation.partial_succeeded',
  image_index: index,
  ...more,
});
const done = 'data: [DONE]\n\n';

/** The outcome with the bytes as text, and what nobody wanted of what arrived. */
async function outcomeOf(...events: readonly (object | string)[]) {
  const unused: ImageContent[] = [];
  const streamed = new StreamedAnswer((content) => unused.push(content));
  const sink = new MemorySink();
  const scanner = new EventScanner(sink, ample, (event) => {
    streamed.take(event);
    return Promise.resolve();
  });
  await scanner.write(Buffer.from(events.map(lines).join('')));
  await scanner.end();
  const outcome = streamed.outcome();
  const dropped = await Promise.all(unused.map(text));
  if ('failure' in outcome) return { failure: outcome.failure, dropped };
  const { images, ...facts } = outcome;
  assert.equal(sink.contents.length, images.filter((image) => contentOf(image)).length + dropped.length);
  return { images: await Promise.all(images.map(shown)), ...facts, dropped };
}

const text = async (content: ImageContent) => (await bytesOf(content)).toString();

function contentOf(image: AnsweredImage): ImageContent | undefined {
  if (image.kind === 'content') return image.content;
  return image.kind === 'failed' ? image.salvage : undefined;
}

async function shown(image: AnsweredImage) {
  const content = contentOf(image);
  const { kind, ...rest } = { ...image, content: undefined, salvage: undefined };
  const facts = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { kind, ...facts, ...(content && { bytes: await text(content) }) };
}

const boat = { kind: 'content', bytes: 'boat' };
const incomplete = { kind: 'failed', reason: 'The stream of events ended without a whole image.' };

test('the completed event holds the image and what the service says of it', async () => {
  const usage = { input_tokens: 50, output_tokens: 50, input_tokens_details: { text_tokens: 10, image_tokens: 40 } };
  const said = { size: '1024x1024', quality: 'high', background: 'transparent', output_format: 'png' };
  const facts = { size: '1024x1024', quality: 'high', usage: { textIn: 10, imageIn: 40, out: 50 } };
  const image = { b64_json: base64('boat') };
  assert.deepEqual(
    [
      await outcomeOf(completed({ ...image, ...said, usage })),
      await outcomeOf({ type: 'image_edit.completed', ...image }, done),
      await outcomeOf(completed({ ...image, revised_prompt: 'A boat', model: 'gpt-image-2' }), done),
      await outcomeOf(completed({ url: 'https://a.test/boat.png', b64_json: '' })),
      await outcomeOf(completed({ url: 'data:image/png;base64,Ym9hdA==' })),
      await outcomeOf(`event: image_generation.completed\ndata: {"b64_json":"Ym9hdA=="}\n\n`),
      await outcomeOf(`event: message\ndata: {"type":"image_generation.completed","b64_json":"Ym9hdA=="}`),
    ],
    [
      { images: [boat], ...facts, dropped: [] },
      { images: [boat], dropped: [] },
      { images: [{ ...boat, revisedPrompt: 'A boat' }], model: 'gpt-image-2', dropped: [] },
      { images: [{ kind: 'url', url: 'https://a.test/boat.png' }], dropped: [] },
      { images: [boat], dropped: [] },
      { images: [boat], dropped: [] },
      { images: [boat], dropped: [] },
    ],
  );
});

test('previews are dropped once there is something better', async () => {
  const final = completed({ b64_json: base64('boat') });
  assert.deepEqual(
    [
      await outcomeOf(partial('b'), partial('bo', 1), final, done),
      await outcomeOf(partial('b'), final, partial('bo', 1), done),
      await outcomeOf({ type: 'image_generation.sketch', b64_json: base64('s') }, final),
      await outcomeOf({ ...final, url: `data:image/png;base64,${base64('twin')}` }),
    ],
    [
      { images: [boat], dropped: ['b', 'bo'] },
      { images: [boat], dropped: ['b', 'bo'] },
      { images: [boat], dropped: ['s'] },
      { images: [boat], dropped: ['twin'] },
    ],
  );
});

test('several images come in their order, and good ones are kept beside failed ones', async () => {
  const ship = { kind: 'content', bytes: 'ship' };
  const refused = {
    type: 'image_generation.partial_failed',
    image_index: 1,
    error: { code: 'x', message: 'Not safe' },
  };
  const closing = completed({ model: 'seedream', usage: { input_tokens: 0, output_tokens: 7 } });
  const facts = { model: 'seedream', usage: { textIn: 0, imageIn: 0, out: 7 } };
  assert.deepEqual(
    [
      await outcomeOf(completed({ b64_json: base64('boat') }), completed({ b64_json: base64('ship') }), done),
      await outcomeOf(succeeded(1, { b64_json: base64('ship') }), succeeded(0, { b64_json: base64('boat') }), closing),
      await outcomeOf(
        succeeded(0, { url: 'https://a.test/1' }),
        refused,
        succeeded(2, { b64_json: base64('boat') }),
        closing,
      ),
      await outcomeOf(refused, closing),
    ],
    [
      { images: [boat, ship], dropped: [] },
      { images: [boat, ship], ...facts, dropped: [] },
      {
        images: [
          { kind: 'url', url: 'https://a.test/1' },
          { kind: 'failed', reason: 'The service answered with an empty image.', said: 'Not safe' },
          boat,
        ],
        ...facts,
        dropped: [],
      },
      {
        images: [{ kind: 'failed', reason: 'The service answered with an empty image.', said: 'Not safe' }],
        ...facts,
        dropped: [],
      },
    ],
  );
});

test('an error event fails the request, but takes no image that has come', async () => {
  const error = { error: { message: 'No', code: 'moderation_blocked' } };
  const failure = (event: object) => JSON.stringify(event);
  const upstream = { type: 'upstream_error', message: 'No' };
  assert.deepEqual(
    [
      await outcomeOf(error, done),
      await outcomeOf({ type: 'error', ...error }),
      await outcomeOf(upstream),
      await outcomeOf('event: error\ndata: Out of paint\n\n'),
      await outcomeOf(completed(error)),
      await outcomeOf(partial('b'), error),
      await outcomeOf({ ...completed({ b64_json: base64('boat') }), error: { message: '' } }),
      await outcomeOf(completed({ b64_json: base64('boat') }), error),
    ],
    [
      { failure: failure(error), dropped: [] },
      { failure: failure({ type: 'error', ...error }), dropped: [] },
      { failure: failure(upstream), dropped: [] },
      { failure: 'Out of paint', dropped: [] },
      { failure: failure(completed(error)), dropped: [] },
      { failure: failure(error), dropped: ['b'] },
      { images: [boat], dropped: [] },
      { images: [boat, { kind: 'failed', reason: 'The service stopped with an error.', said: 'No' }], dropped: [] },
    ],
  );
});

test('a stream without a whole image is no success, and what came of one is salvaged', async () => {
  const cut = (type: string) => `event: ${type}\ndata: {"type":"${type}","b64_json":"${base64('boats').slice(0, 4)}`;
  const damaged = { kind: 'failed', reason: 'The service answered with an image whose base64 is damaged.' };
  assert.deepEqual(
    [
      await outcomeOf(),
      await outcomeOf(done),
      await outcomeOf(': nothing\n\n', 'data: {}\n\n', 'data: 7\n\n', done),
      await outcomeOf(completed({ b64_json: '' }), done),
      await outcomeOf(partial('b'), partial('bo', 1)),
      await outcomeOf(cut('image_generation.completed')),
      await outcomeOf(partial('b'), cut('image_generation.completed')),
      await outcomeOf(partial('b'), cut('image_generation.partial_image')),
      await outcomeOf(cut('image_generation.partial_image')),
      await outcomeOf(`${cut('image_generation.completed')}",}\n\n`),
      await outcomeOf(completed({ b64_json: `${base64('boa')}!` })),
      await outcomeOf(completed({ b64_json: base64('boat') }), cut('image_generation.completed')),
    ],
    [
      { images: [incomplete], dropped: [] },
      { images: [incomplete], dropped: [] },
      { images: [incomplete], dropped: [] },
      { images: [incomplete], dropped: [] },
      { images: [{ ...incomplete, bytes: 'bo' }], dropped: ['b'] },
      { images: [{ ...incomplete, bytes: 'boa' }], dropped: [] },
      { images: [{ ...incomplete, bytes: 'boa' }], dropped: ['b'] },
      { images: [{ ...incomplete, bytes: 'b' }], dropped: ['boa'] },
      { images: [{ ...incomplete, bytes: 'boa' }], dropped: [] },
      { images: [{ ...incomplete, bytes: 'boa' }], dropped: [] },
      { images: [{ ...damaged, bytes: 'boa' }], dropped: [] },
      { images: [boat], dropped: ['boa'] },
    ],
  );
});
