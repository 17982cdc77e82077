import { test } from 'node:test';
import assert from 'node:assert/strict';
import { AnswerScanner } from '../../../src/api/answerScanner.ts';
import type { GenerationError } from '../../../src/api/errors.ts';
import { MemorySink } from './memorySink.ts';
import { ample, bytesHeld, forgetfulSink, scanAnswer, shownImage } from './scanning.ts';

/** The answer with what its images decode to in place of the tokens, however it is cut. */
async function shown(body: string) {
  const outcomes = [];
  for (const cuts of [[1], [2], [3, 1, 5], [7], [4096]]) {
    const { text, images, unfinished, sink } = await scanAnswer(body, cuts);
    let seen = text;
    for (const [name, image] of images) seen = seen.replace(name, `<${await shownImage(image)}>`);
    if (unfinished) seen = seen.replace(new RegExp(`${token.source}$`), `<${await shownImage(unfinished)}`);
    seen = seen.replaceAll(token, '<gone>');
    outcomes.push(sink.discarded > 0 ? `${seen} without ${sink.discarded}` : seen);
  }
  assert.equal(new Set(outcomes).size, 1, outcomes.join('\n'));
  return outcomes[0];
}

const token = /[\da-f-]{36}-\d+/g;
const unchanged = Symbol('unchanged');

async function check(cases: readonly (readonly [body: string, expected: string | typeof unchanged])[]) {
  const seen = [];
  for (const [body] of cases) seen.push([body, await shown(body)]);
  assert.deepEqual(
    seen,
    cases.map(([body, expected]) => [body, expected === unchanged ? body : expected]),
  );
}

test('the base64 of b64_json, and of a data URI as url, goes to the sink', () =>
  check([
    ['{"b64_json":"Ym9hdA=="}', '{"b64_json":"<boat>"}'],
    [
      '{ "created" : 1, "data" : [ { "b64_json" : "Ym9hdA==" } ] }',
      '{ "created" : 1, "data" : [ { "b64_json" : "<boat>" } ] }',
    ],
    ['[{"b64_json":"Ym9hdA=="},{"b64_json":"c2hpcA=="}]', '[{"b64_json":"<boat>"},{"b64_json":"<ship>"}]'],
    ['{"b64\\u005fjson":"Ym9hdA=="}', '{"b64\\u005fjson":"<boat>"}'],
    [
      '{"\\u0062\\u0036\\u0034\\u005f\\u006a\\u0073\\u006F\\u006e":"Ym9h"}',
      '{"\\u0062\\u0036\\u0034\\u005f\\u006a\\u0073\\u006F\\u006e":"<boa>"}',
    ],
    ['{"b64_json":"data:image/png;base64,Ym9hdA=="}', '{"b64_json":"<boat>"}'],
    ['{"url":"data:image/svg+xml;base64,Ym9hdA=="}', '{"url":"<boat>"}'],
    ['{"url":" DATA:image\\/JPEG;base64\\u002cYm9hdA=="}', '{"url":"<boat>"}'],
    ['{"url":"data:image/png;base64,"}', '{"url":"<>"}'],
    ['{"b64_json":"Ym9hdA==","url":"data:image/gif;base64,c2hpcA=="}', '{"b64_json":"<boat>","url":"<ship>"}'],
    ['\uFEFF{"говорить":"⛵️","b64_json":"Ym9hdA=="}', '\uFEFF{"говорить":"⛵️","b64_json":"<boat>"}'],
  ]));

test('everything else stays as it is', () =>
  check([
    ['{"b64_json":"","url":""}', unchanged],
    ['{"b64_json":" \\n","url":null}', unchanged],
    ['{"b64_json":null,"url":"https://a.test/boat.png"}', unchanged],
    ['{"url":"data:text/html;base64,Ym9hdA=="}', unchanged],
    ['{"url":"data:image/png,boat"}', unchanged],
    ['{"url":"Ym9hdA=="}', unchanged],
    [`{"url":"https://a.test/${'boat/'.repeat(200)}"}`, unchanged],
    ['{"b64_json":["Ym9hdA=="],"a":{"b64_json":{"c":"Ym9hdA=="}}}', unchanged],
    ['{"a":"b64_json","c":"Ym9hdA=="}', unchanged],
    ['["b64_json","Ym9hdA=="]', unchanged],
    ['{"a\\"b64_json":"Ym9hdA==","b64_json\\\\":"Ym9hdA=="}', unchanged],
    [`{"${' '.repeat(60)}b64_json":"Ym9hdA=="}`, unchanged],
    ['<html lang="en"><a href="b64_json">"b64_json" = "Ym9hdA=="</a>', unchanged],
    ['', unchanged],
    ['"', unchanged],
    ['"\\', unchanged],
  ]));

test('base64 is read in every way that it is written', () =>
  check([
    ['{"b64_json":"\\/\\/\\u002b7"}', '{"b64_json":"<\xff\xff\xbb>"}'],
    ['{"b64_json":"__-7"}', '{"b64_json":"<\xff\xff\xbb>"}'],
    ['{"b64_json":"Ym9hdA"}', '{"b64_json":"<boat>"}'],
    ['{"b64_json":"Ym9hdA="}', '{"b64_json":"<boat>"}'],
    ['{"b64_json":"Ym\\r\\n9h\\n dA\\t== \\n"}', '{"b64_json":"<boat>"}'],
    ['{"b64_json":"Ym\n9hdA=="}', '{"b64_json":"<boat>"}'],
    ['{"b64_json":"\\u0059m9h"}', '{"b64_json":"<boa>"}'],
    [`{"b64_json":"${' '.repeat(300)}Ym9h"}`, '{"b64_json":"<boa>"}'],
  ]));

test('what is no base64 is left out and told as damage', () =>
  check([
    ['{"b64_json":"Ym*9h"}', '{"b64_json":"<boa (damaged)>"}'],
    ['{"b64_json":"****"}', '{"b64_json":"< (damaged)>"}'],
    ['{"b64_json":"Ym9hd"}', '{"b64_json":"<boa (damaged)>"}'],
    ['{"b64_json":"Ym9hdA==c2hpcA=="}', '{"b64_json":"<boat (damaged)>"}'],
    ['{"b64_json":"Ym9hdA==!"}', '{"b64_json":"<boat (damaged)>"}'],
    ['{"b64_json":"Ym9h⛵️"}', '{"b64_json":"<boa (damaged)>"}'],
    ['{"b64_json":"Ym9hYm9\\u0457"}', '{"b64_json":"<boabo (damaged)>"}'],
    ['{"b64_json":"Ym9h\\q\\""}', '{"b64_json":"<boa (damaged)>"}'],
    [
      '{"b64_json":"data:text/html;base64,Ym9h"}',
      `{"b64_json":"<${Buffer.from('datatext/htmlbase64Ym9h', 'base64').toString('latin1')} (damaged)>"}`,
    ],
  ]));

test('of a key that comes twice the last one is taken and the others are discarded', () =>
  check([
    ['{"b64_json":"Ym9h","b64_json":"c2hp"}', '{"b64_json":"<gone>","b64_json":"<shi>"} without 1'],
    ['{"b64_json":"Ym9h","b64_json":""}', '{"b64_json":"<gone>","b64_json":""} without 1'],
    ['{"b64_json":"","b64_json":"Ym9h"}', '{"b64_json":"","b64_json":"<boa>"}'],
  ]));

test('an answer that breaks off keeps the images that are whole, and what came of the last', () =>
  check([
    [
      '{"data":[{"b64_json":"Ym9hdA=="},{"b64_json":"c2hpcHMgYW',
      '{"data":[{"b64_json":"<boat>"},{"b64_json":"<ships a',
    ],
    ['{"b64_json":"Ym9hdA==', '{"b64_json":"<boat'],
    ['{"b64_json":"Ym9hd', '{"b64_json":"<boa (damaged)'],
    [`{"b64_json":"${'Ym9h'.repeat(100)}`, `{"b64_json":"<${'boa'.repeat(100)}`],
    ['{"b64_json":"Ym9hdA=="', '{"b64_json":"<boat>"'],
    ['{"b64_json":"', unchanged],
    ['{"url":"data:image/png;ba', unchanged],
  ]));

test('a token cannot be foretold', async () => {
  const scans = await Promise.all([0, 1].map(() => scanAnswer('{"b64_json":"Ym9h"}')));
  assert.equal(new Set(scans.flatMap(({ images }) => [...images.keys()])).size, 2);
});

test('what is too large is given up, and everything begun is discarded', async () => {
  const limits = { mostImageBytes: 2 ** 20, mostTextBytes: 2 ** 21 };
  const failureOf = async (body: string) => {
    const sink = new MemorySink();
    const scanner = new AnswerScanner(sink, limits);
    const chunk = Buffer.from(body);
    const feeding = async () => {
      for (let fed = 0; fed < 2 ** 23; fed += chunk.length) await scanner.write(chunk);
    };
    const error = await feeding().then(
      () => undefined,
      (reason: unknown) => reason as GenerationError,
    );
    await scanner.discard();
    return [error?.kind, error?.message, error?.facts.mayBeBilled, sink.begun - sink.discarded];
  };
  const outcome = (megabytes: number) => ['tooLarge', `The answer is larger than ${megabytes} MB.`, true, 0];
  const letters = 'Ym9h'.repeat(20_000);
  assert.deepEqual(
    [
      await failureOf(`{"b64_json":"Ym9h"}{"b64_json":"${letters.repeat(20)}`),
      await failureOf(letters),
      await failureOf(' '.repeat(999)),
      await failureOf('{"b64_json":"Ym9h"}'),
    ],
    [outcome(1), outcome(2), outcome(2), outcome(128)],
  );
});

test('the sender waits while the sink is full', async () => {
  const full = Promise.withResolvers<undefined>();
  const scanner = new AnswerScanner(new MemorySink(() => full.promise), ample);
  const before = scanner.write(Buffer.from('{"b64_json":"'));
  let isFree = false;
  const during = scanner.write(Buffer.from('Ym9h'.repeat(100)))?.then(() => (isFree = true));
  await Promise.resolve();
  const wasFree = isFree;
  full.resolve(undefined);
  await during;
  assert.deepEqual({ before, wasFree, isFree }, { before: undefined, wasFree: false, isFree: true });
});

test('a sink that fails fails the answer', async () => {
  const scanner = new AnswerScanner(new MemorySink(() => Promise.reject(new Error('Disk full'))), ample);
  await assert.rejects(async () => scanner.write(Buffer.from('{"b64_json":"Ym9h"}')), /Disk full/);
  await scanner.discard();
});

test('what it holds does not grow with the image', async () => {
  const heldAfter = async (megabytes: number) => {
    const scanner = new AnswerScanner(forgetfulSink, { mostImageBytes: 2 ** 30, mostTextBytes: 2 ** 20 });
    await scanner.write(Buffer.from('{"b64_json":"'));
    const before = await bytesHeld();
    for (let fed = 0; fed < megabytes * 2 ** 20; fed += 2 ** 16) await scanner.write(Buffer.alloc(2 ** 16, 'Ym9h'));
    const after = await bytesHeld();
    await scanner.end();
    return after - before;
  };
  await heldAfter(1);
  const [some, more] = [await heldAfter(8), await heldAfter(32)];
  assert.ok(some < 2 ** 19 && more < 2 ** 19, `${some} and ${more} bytes are held after 8 and 32 MB`);
});

test('hostile answers take no more time than others', { timeout: 20_000 }, async () => {
  const limits = { mostImageBytes: 2 ** 23, mostTextBytes: 2 ** 22 };
  const long = 2 ** 21;
  const bodies: readonly (readonly [body: string, images: number])[] = [
    [`"${'\\"'.repeat(long / 2)}`, 0],
    [`"${'\\\\'.repeat(long / 2)}`, 0],
    [`{"b64_json":"${'\\"'.repeat(long / 2)}"}`, 1],
    [`{"b64_json":"${'\\u0041'.repeat(long / 4)}"}`, 1],
    [`{"b64_json":"${'\\/'.repeat(long / 2)}"}`, 1],
    [`{"b64_json":"${'=A'.repeat(long / 2)}"}`, 1],
    [`{"b64_json":"${'A '.repeat(long / 2)}"}`, 1],
    ['""'.repeat(long / 2), 0],
    ['"url":"",'.repeat(long / 9), 0],
    [`${'['.repeat(long)}${']'.repeat(long)}`, 0],
    [`${'['.repeat(long / 2)}{"b64_json":"Ym9h"}${']'.repeat(long / 2)}`, 1],
    [`{"b64_json":"Ym9h","b64_json":"${' '.repeat(long)}"}`, 1],
  ];
  const sizes = [];
  for (const [body] of bodies) sizes.push((await scanAnswer(body, [2 ** 16], limits)).images.size);
  assert.deepEqual(
    sizes,
    bodies.map(([, images]) => images),
  );
});
