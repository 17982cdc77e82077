import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GenerationError } from '../../../src/api/errors.ts';
import type { Json } from '../../../src/api/json.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { ample, anyCuts, bytesOf, scanAnswer, scanEvents, type Scanned, type ShownEvent } from './scanning.ts';

const numRuns = fuzzRuns;

// JSON with images, in every spelling.

const space = fc.constantFrom('', '', '', ' ', '\n\t', '\r\n');

/** Inside of quotes, some signs as escapes. */
function spelled(text: string): fc.Arbitrary<string> {
  return fc.infiniteStream(fc.nat(11)).map((choices) =>
    Array.from(text, (sign) => {
      const { value: choice } = choices.next() as { value: number };
      const plain = JSON.stringify(sign).slice(1, -1);
      if (choice === 0 && sign === '/') return '\\/';
      return choice === 1 && sign.length === 1 ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : plain;
    }).join(''),
  );
}

const base64 = fc
  .record({
    bytes: fc.uint8Array({ maxLength: 60 }),
    isUrlSafe: fc.boolean(),
    lines: fc.constantFrom('', '', '\n', '\r\n', ' '),
    prefix: fc.constantFrom('', '', 'data:image/png;base64,', ' DATA:image/svg+xml;base64,', 'data:text/html;base64,'),
    garbage: fc.constantFrom('', '', '', '', '!', 'A', '==', 'ї', '=A', '"'),
  })
  .map(({ bytes, isUrlSafe, lines, prefix, garbage }) => {
    const text = Buffer.from(bytes).toString(isUrlSafe ? 'base64url' : 'base64');
    return prefix + (lines ? text.replace(/.{9}/g, `$&${lines}`) : text) + garbage;
  });

const key = fc.constantFrom(
  'b64_json',
  'b64_json',
  'url',
  'revised_prompt',
  'data',
  'b64_jso',
  'b64_json"',
  '\\b64_json',
  '',
);
const word = fc.oneof(base64, fc.string({ unit: 'binary', maxLength: 12 }), fc.webUrl(), fc.constant(''));

const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      word.chain(spelled).map((text) => `"${text}"`),
      fc.constantFrom('null', 'true', '-1.5e3', '{}', '[]'),
    ),
    listOf(fc.oneof({ arbitrary: tie('json'), weight: 1 }), '[', ']'),
    listOf(memberOf(tie('json')), '{', '}'),
  ),
}));

function memberOf(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(key.chain(spelled), space, space, value)
    .map(([name, one, two, text]) => `"${name}"${one}:${two}${text}`);
}

function listOf(item: fc.Arbitrary<string>, open: string, close: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(item, { maxLength: 5 }), space)
    .map(([items, gap]) => open + gap + items.join(`${gap},${gap}`) + close);
}

// What JSON.parse and Buffer say of the same.

const prefix = /^[\t-\r ]*data:image\/(?:png|jpe?g|webp|avif|gif|svg\+xml);base64,/i;

function referenceOf(value: string, name: string): Json {
  const start = prefix.exec(value)?.[0].length;
  if (start === undefined && (name !== 'b64_json' || /^[\t-\r ]*$/.test(value))) return value;
  const [, letters = '', after = ''] = /^([^=]*)(.*)$/s.exec(value.slice(start).replace(/[\t-\r ]/g, '')) ?? [];
  const isDamaged = /[^\w+/-]/.test(letters) || /[^=]/.test(after) || letters.length % 4 === 1;
  return isDamaged ? 'damaged' : { hex: Buffer.from(letters, 'base64').toString('hex') };
}

function withReferences(value: Json, name = ''): Json {
  if (typeof value === 'string') return name === 'b64_json' || name === 'url' ? referenceOf(value, name) : value;
  return mapped(value, withReferences);
}

function mapped(value: Json, map: (value: Json, name: string) => Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((inner) => map(inner, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner, name)]));
}

async function withImages({ text, images }: Scanned): Promise<Json> {
  const found = new Map<string, Json>();
  for (const [token, { content, isDamaged }] of images)
    found.set(token, isDamaged ? 'damaged' : { hex: (await bytesOf(content)).toString('hex') });
  const put = (value: Json): Json => (typeof value === 'string' ? (found.get(value) ?? value) : mapped(value, put));
  return put(JSON.parse(text) as Json);
}

test('any JSON in any pieces says what JSON.parse and Buffer say of it', () =>
  fc.assert(
    fc.asyncProperty(json, anyCuts, async (body, cuts) => {
      const scanned = await scanAnswer(body, cuts);
      assert.deepEqual(await withImages(scanned), withReferences(JSON.parse(body) as Json));
      const { begun, contents, discarded } = scanned.sink;
      assert.deepEqual([contents.length, begun], [scanned.images.size, contents.length + discarded]);
    }),
    { numRuns },
  ));

const signs = fc.constantFrom(
  '"',
  '\\',
  '{',
  '}',
  ':',
  ',',
  '[',
  ']',
  '"b64_json":"',
  '"url":"data:image/png;base64,',
  'QUJD',
  '=',
  '\\u00',
  'ї',
  '\0',
  '\xff',
  '\n',
  '\r',
  'data:',
  'event: a',
);
const anyBytes = fc.oneof(
  fc.array(signs, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 100 }),
  fc.tuple(json, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    bytes[at % bytes.length] = byte;
    return bytes.subarray(0, Math.max(1, bytes.length - (at % 7)));
  }),
);

test('any bytes are an answer, events, or too much: nothing else happens', () =>
  fc.assert(
    fc.asyncProperty(anyBytes, anyCuts, fc.integer({ min: 10, max: 200 }), async (bytes, cuts, most) => {
      const limits = { mostImageBytes: most, mostTextBytes: most };
      const isOurs = (error: unknown) => error instanceof GenerationError && error.kind === 'tooLarge';
      for (const scan of [scanAnswer, scanEvents])
        await scan(bytes, cuts, limits).catch((error: unknown) => {
          if (!isOurs(error)) throw error;
        });
      const { text, sink } = await scanAnswer(bytes, cuts);
      if (sink.begun === 0) assert.equal(text, Buffer.from(bytes).toString('utf8'));
    }),
    { numRuns },
  ));

// Events, against lines that were split as text.

const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('data', 'data', 'event', 'id', '', ' data', 'données'),
      fc.constantFrom(':', ': ', ':  ', ''),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('{"type":"a"}', '[DONE]', 'човен ⛵️', ':')),
    )
    .map((parts) => parts.join('')),
  fc
    .uint8Array({ minLength: 1, maxLength: 30 })
    .map((bytes) => `data: {"b64_json":"${Buffer.from(bytes).toString('base64')}"}`),
  fc.constant(''),
);
const stream = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 15 }),
    line,
  )
  .map(([mark, lines, last]) => mark + lines.flat().join('') + last);

function eventsOf(text: string): ShownEvent[] {
  const events: ShownEvent[] = [];
  let name = '';
  let data: string[] = [];
  const dispatch = () => {
    if (data.length > 0) events.push({ name, data: data.join('\n') });
    [name, data] = ['', []];
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  // What follows the last line end is a line that nothing ended: a bare field is not known to be one.
  const last = lines.pop() ?? '';
  for (const entry of last.includes(':') ? [...lines, last] : lines) {
    const [, field = entry, value = ''] = /^([^:]*): ?(.*)$/s.exec(entry) ?? [];
    if (entry === '') dispatch();
    else if (field === 'data') data.push(value);
    else if (field === 'event') name = value;
  }
  dispatch();
  return events;
}

test('any events in any pieces are what their lines say', () =>
  fc.assert(
    fc.asyncProperty(stream, anyCuts, async (text, cuts) => {
      const sound = Buffer.from(text).toString('utf8');
      assert.deepEqual(await scanEvents(sound, cuts, ample), eventsOf(sound));
    }),
    { numRuns },
  ));
