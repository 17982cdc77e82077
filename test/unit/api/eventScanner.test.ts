import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EventScanner } from '../../../src/api/eventScanner.ts';
import type { ScannedAnswer } from '../../../src/api/answerScanner.ts';
import type { GenerationError } from '../../../src/api/errors.ts';
import { MemorySink } from './memorySink.ts';
import { ample, bytesHeld, forgetfulSink, scanEvents, shownImage } from './scanning.ts';

/** Events as `name: data`, however the stream is cut. */
async function check(cases: readonly (readonly [stream: string, ...events: string[]])[]) {
  for (const [stream, ...events] of cases)
    for (const cuts of [[1], [2], [3, 1, 5], [4096]]) {
      const seen = await scanEvents(stream, cuts);
      assert.deepEqual(
        seen.map(({ name, data }) => `${name}: ${data}`),
        events,
        JSON.stringify([stream, cuts]),
      );
    }
}

test('events are framed as the standard says', () =>
  check([
    ['event: a\ndata: 1\n\nevent: b\ndata: 2\n\n', 'a: 1', 'b: 2'],
    ['event: a\r\ndata: 1\r\n\r\nevent: b\r\ndata: 2\r\n\r\n', 'a: 1', 'b: 2'],
    ['event: a\rdata: 1\r\revent: b\rdata: 2\r\r', 'a: 1', 'b: 2'],
    ['data: 1\r\n\ndata: 2\n\r\ndata: 3\r\r\ndata: 4\n\r', ': 1', ': 2', ': 3', ': 4'],
    ['data:1\n\ndata: 1\n\ndata:  1\n\n', ': 1', ': 1', ':  1'],
    ['data: 1\ndata\ndata:\ndata: 4\n\n', ': 1\n\n\n4'],
    ['data: {"a":\ndata: 1}\nevent: late\n\n', 'late: {"a":\n1}'],
    ['data\n\n', ': '],
    ['event: lost\n\ndata: 1\n\n', ': 1'],
    ['event: a\nevent: b\ndata: 1\n\n', 'b: 1'],
    [': comment\n:\n\n: data: 1\n\n'],
    [': comment\ndata: 1\n: comment\ndata: 2\nid: 7\nretry: 10\nunknown\n data: 3\nDATA: 4\n\n', ': 1\n2'],
    ['\uFEFFdata: 1\n\n\uFEFFdata: 2\n\n', ': 1'],
    ['data: a: b\n\n', ': a: b'],
    ['data: човен ⛵️\n\n', ': човен ⛵️'],
    ['data: [DONE]\n\n', ': [DONE]'],
    [`${'x'.repeat(100)}data: 1\n\nevent: ${'n'.repeat(100)}\ndata: 2\n\n`, `${'n'.repeat(64)}: 2`],
    ['\n\n\r\n\r\r'],
    [''],
  ]));

test('an event that no blank line follows is told, too', () =>
  check([
    ['event: a\ndata: {"a":1}', 'a: {"a":1}'],
    ['event: a\ndata: {"a":1}\n', 'a: {"a":1}'],
    ['event: a\ndata: {"a":1}\r', 'a: {"a":1}'],
    ['data: {"a":', ': {"a":'],
    ['event: a\nda'],
  ]));

test('the images of each event go to the sink', async () => {
  const sink = new MemorySink();
  const events: ScannedAnswer[] = [];
  const scanner = new EventScanner(sink, ample, ({ answer }) => {
    events.push(answer);
    return Promise.resolve();
  });
  const stream = 'data: {"b64_json":"Ym9hdA=="}\n\ndata: {"b64_json":\ndata: "c2hpcA=="}\n\ndata: {"b64_json":"cmFmd';
  await scanner.write(Buffer.from(stream));
  await scanner.end();
  const shown = events.map(async ({ images, unfinished }) => [
    await Promise.all(Array.from(images.values(), shownImage)),
    unfinished && (await shownImage(unfinished)),
  ]);
  assert.deepEqual(await Promise.all(shown), [
    [['boat'], undefined],
    [['ship'], undefined],
    [[], 'raf (damaged)'],
  ]);
});

test('the next event waits until the one before it is dealt with', async () => {
  const story: string[] = [];
  const scanner = new EventScanner(new MemorySink(), ample, async ({ answer }) => {
    story.push(`begin ${answer.text}`);
    await Promise.resolve();
    story.push(`end ${answer.text}`);
  });
  await scanner.write(Buffer.from('data: 1\n\ndata: 2\n\ndata: 3'));
  story.push('written');
  await scanner.end();
  assert.deepEqual(story, ['begin 1', 'end 1', 'begin 2', 'end 2', 'written', 'begin 3', 'end 3']);
});

test('limits hold for each event, and what was begun can be discarded', async () => {
  const sink = new MemorySink();
  const limits = { mostImageBytes: 2 ** 20, mostTextBytes: 2 ** 20 };
  let events = 0;
  const scanner = new EventScanner(sink, limits, () => {
    events++;
    return Promise.resolve();
  });
  for (let index = 0; index < 4; index++) await scanner.write(Buffer.from(`data: ${'a'.repeat(2 ** 19)}\n\n`));
  await scanner.write(Buffer.from('data: {"b64_json":"Ym9h'));
  await assert.rejects(
    scanner.write(Buffer.from('Ym9h'.repeat(2 ** 19))),
    ({ kind, facts }: GenerationError) => kind === 'tooLarge' && facts.mayBeBilled === true,
  );
  await scanner.discard();
  assert.deepEqual([events, sink.begun, sink.discarded], [4, 1, 1]);
});

test('a line of 50 MB takes no memory, be it an image or a comment', async () => {
  const limits = { mostImageBytes: 2 ** 30, mostTextBytes: 2 ** 20 };
  const heldAfter = async (start: string, megabytes: number) => {
    const scanner = new EventScanner(forgetfulSink, limits, () => Promise.resolve());
    await scanner.write(Buffer.from(start));
    const before = await bytesHeld();
    for (let fed = 0; fed < megabytes * 2 ** 20; fed += 2 ** 16) await scanner.write(Buffer.alloc(2 ** 16, 'Ym9h'));
    const held = (await bytesHeld()) - before;
    await scanner.discard();
    return held;
  };
  const starts = ['data: {"b64_json":"', ': ', 'id: ', 'event: ', ''];
  await heldAfter(': ', 1);
  for (const start of starts) {
    const held = await heldAfter(start, 50);
    assert.ok(held < 2 ** 19, `${held} bytes are held after ${start}`);
  }
});

test('hostile streams take no more time than others', { timeout: 20_000 }, async () => {
  const counts = [];
  for (const stream of ['\r', '\n', 'a\r', 'data\r', ': \n', 'data: 1\r\r'].map((line) => line.repeat(2 ** 16)))
    counts.push((await scanEvents(stream, [2 ** 20])).length);
  assert.deepEqual(counts, [0, 0, 0, 1, 0, 2 ** 16]);
});
