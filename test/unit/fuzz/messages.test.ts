import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readMenuContext, readMessage } from '../../../src/gallery/messageGuard.ts';
import { galleryActions } from '../../../src/galleryActions.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyJson, anyText, members, mutated } from './anyJson.ts';

const isText = (least: number, most: number) => (value: unknown) =>
  typeof value === 'string' && value.length >= least && value.length <= most;
const isPattern = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const isWhole = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const isId = isText(1, 64);
const isHash = isPattern(/^[0-9a-f]{64}$/);
const areIds = (value: unknown) => Array.isArray(value) && value.length <= 100_000 && value.every(isId);
const choices = ['size', 'quality', 'style', 'background', 'outputFormat'];
const questions = ['setKey', 'chooseModel', 'size', 'openFolder', 'trust', 'usePlaceholder'];

type Test = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Test>>;

const hasShape =
  (shape: Shape, optional: Shape = {}): Test =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(shape).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, inner]) => {
      const allowed = { ...shape, ...optional };
      return Object.hasOwn(allowed, name) && allowed[name]?.(inner) === true;
    });

const isDraft = hasShape(
  {
    prompt: isText(0, 200_000),
    count: isWhole(1, 10),
    choices: hasShape(Object.fromEntries(choices.map((name) => [name, isText(0, 40)]))),
    revision: isWhole(0, Infinity),
  },
  { parent: (value) => value === undefined || isHash(value) },
);

/** The protocol once more, in other words than the guard has. */
const protocol: Readonly<Record<string, Shape>> = {
  ready: {},
  look: { ids: areIds },
  thumbnail: {
    ...{ id: isId, hash: isHash, color: isPattern(/^#[0-9a-f]{6}$/) },
    bytes: (value) => value instanceof Uint8Array && value.byteLength <= 262_144,
  },
  undrawable: { id: isId, hash: isHash },
  select: { ids: areIds },
  details: { id: isId },
  run: { action: (value) => (galleryActions as readonly unknown[]).includes(value), id: isId, ids: areIds },
  openUse: { id: isId, index: isWhole(0, Infinity) },
  copyText: { text: isText(0, 200_000) },
  draft: { draft: isDraft },
  generate: { draft: isDraft },
  cancelJob: { job: isId },
  dismissJob: { job: isId },
  remedy: { job: isId },
  ask: { question: (value) => questions.includes(value as string) },
};

function isInProtocol(message: object): boolean {
  const { type } = message as { readonly type: unknown };
  const shape = typeof type === 'string' && Object.hasOwn(protocol, type) ? protocol[type] : undefined;
  return shape !== undefined && hasShape({ type: (value) => value === type, ...shape })(message);
}

const plain = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) => fc.record(fields, { noNullPrototype: true });
const id = fc.oneof(fc.uuid(), fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }));
const ids = fc.array(id, { maxLength: 5 });
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const choice = fc.oneof(fc.constantFrom('', 'high', 'png', '1024x1024'), anyText);
const draft = fc.record(
  {
    prompt: anyText,
    count: fc.integer({ min: 1, max: 10 }),
    choices: plain(Object.fromEntries(choices.map((name) => [name, choice]))),
    revision: fc.nat(),
    parent: hash,
  },
  { requiredKeys: ['prompt', 'count', 'choices', 'revision'], noNullPrototype: true },
);
const bytes = fc.uint8Array({ maxLength: 20 });
const color = fc.constantFrom('#000000', '#00ff7f');
const action = fc.constantFrom(...galleryActions);
const question = fc.constantFrom(...questions);

function said(type: string, fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<object> {
  return plain(fields).map((rest) => ({ type, ...rest }));
}

const valid = fc.oneof(
  ...[said('ready'), said('look', { ids }), said('select', { ids }), said('details', { id })],
  ...[
    said('thumbnail', { id, hash, bytes, color }),
    said('undrawable', { id, hash }),
    said('run', { action, id, ids }),
  ],
  ...[said('openUse', { id, index: fc.nat() }), said('copyText', { text: anyText }), said('ask', { question })],
  ...[said('draft', { draft }), said('generate', { draft })],
  ...['cancelJob', 'dismissJob', 'remedy'].map((type) => said(type, { job: id })),
);
const names = ['type', 'id', 'ids', 'hash', 'draft', 'prompt', 'count', 'choices', 'job', 'ready', 'look', ...choices];
const anyDraft = mutated(draft, ...names);
const anything = fc.oneof(
  { arbitrary: mutated(valid, ...names), weight: 4 },
  fc.constantFrom('draft', 'generate').chain((type) => anyDraft.map((inner) => ({ type, draft: inner }))),
  fc
    .tuple(fc.constantFrom(...Object.keys(protocol), '__proto__', 'constructor'), anyJson(...names))
    .map(([type, rest]) =>
      typeof rest === 'object' && rest !== null ? members([['type', type], ...Object.entries(rest)]) : rest,
    ),
  anyJson(...names),
  fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }),
);

suite('What the panel says', () => {
  test('is taken as it is when it is in the protocol', () => {
    fc.assert(
      fc.property(valid, (message) => {
        assert.deepEqual(readMessage(message), message);
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('comes through as what is in the protocol, or not at all, and changes no other object', () => {
    fc.assert(
      fc.property(anything, (message) => {
        const read = readMessage(message);
        assert.ok(read === undefined || isInProtocol(read), JSON.stringify(read));
        const imageId = readMenuContext(message);
        assert.ok(imageId === undefined || isId(imageId));
        assert.equal(Object.keys(Object.prototype).length, 0);
      }),
      { numRuns: fuzzRuns },
    );
  });
});
