import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { parseJson, type Json } from '../../../src/api/json.ts';
import { RecipeBook } from '../../../src/gallery/index/recipeBook.ts';
import { jsonLines } from '../../../src/gallery/index/jsonLines.ts';
import { recipeFrom } from '../../../src/images/recipeCheck.ts';
import type { Recipe } from '../../../src/images/recipe.ts';
import { InterruptedRequests } from '../../../src/journal/interruptedRequests.ts';
import { recoverRequests } from '../../../src/journal/recoverRequests.ts';
import { readNote, type RequestNote } from '../../../src/journal/requestNote.ts';
import { Windows } from '../../../src/journal/windows.ts';
import { ModelCatalogue } from '../../../src/modelCatalogue.ts';
import { SpendingLedger } from '../../../src/money/ledger.ts';
import { readSpending, type Spending } from '../../../src/money/spending.ts';
import { Recipes } from '../../../src/workspace/recipes.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyJson, mutated, nearly } from './anyJson.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const request = fc.record(
  {
    prompt: fc.string({ unit: 'binary', maxLength: 12 }),
    model: fc.constantFrom('gpt-image-2', 'x'),
    count: fc.integer({ min: 1, max: 10 }),
  },
  { noNullPrototype: true },
);
const recipe: fc.Arbitrary<Recipe> = fc.record(
  {
    version: fc.constant(1),
    ...{ hash, request, bytes: fc.nat(), createdAt: moment, durationMs: fc.nat(), cost: fc.constantFrom(0.04, 0) },
    type: fc.constantFrom('png', 'webp'),
    parent: hash,
  },
  { requiredKeys: ['version', 'hash', 'request', 'bytes', 'createdAt', 'durationMs', 'type'], noNullPrototype: true },
);
const spending: fc.Arbitrary<Spending> = fc.record(
  {
    version: fc.constant(1),
    ...{ at: moment, model: fc.constantFrom('gpt-image-2', '"', '\n'), service: fc.constant('api.cometapi.com') },
    images: fc.nat(1000),
    dollars: fc.integer({ min: 0, max: 10_000 }).map((cents) => cents / 100),
    basis: fc.constantFrom('usage', 'estimate'),
  },
  { requiredKeys: ['version', 'at', 'model', 'service', 'images'], noNullPrototype: true },
);

/** Lines of a file that crashes, other programs and people have written to. */
function linesOf<T extends object>(valid: fc.Arbitrary<T>): fc.Arbitrary<Buffer> {
  const text = valid.map((entry) => JSON.stringify(entry));
  const line = fc.oneof(
    { arbitrary: text.map((sound) => Buffer.from(sound)), weight: 3 },
    { arbitrary: nearly(text), weight: 2 },
    mutated(valid, ...['version', 'hash', 'at', 'dollars']).map((other) => Buffer.from(JSON.stringify(other))),
    anyJson().map((json) => Buffer.from(JSON.stringify(json))),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('', '\r', ' ', '\uFEFF', '\0\0\0\0', '[[[[', '{"__proto__":{"version":1}}')
      .map((odd) => Buffer.from(odd)),
  );
  const end = fc.constantFrom('\n', '\n', '\n\n', '\r\n').map((text) => Buffer.from(text));
  return fc.array(fc.tuple(line, end), { maxLength: 6 }).map((lines) => Buffer.concat(lines.flat()));
}

/** The lines that are whole, as JSON. */
function valuesOf(bytes: Buffer): readonly (Json | undefined)[] {
  return bytes
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => parse(line));
}

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

const silent = () => undefined;

suite('A file of ours that anybody may have written to', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-boat-fuzz-'));
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('gives its recipes line by line, and only those', () => {
    fc.assert(
      fc.property(linesOf(recipe), (bytes) => {
        const found = [...jsonLines(bytes)].flatMap(({ value }) => recipeFrom(value) ?? []);
        assert.deepEqual(
          found,
          valuesOf(bytes).flatMap((value) => recipeFrom(value) ?? []),
        );
        for (const { hash, request, bytes: length } of found)
          assert.ok(/^[0-9a-f]{64}$/.test(hash) && typeof request.prompt === 'string' && Number.isFinite(length));
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('gives its recipes after any bytes, and one that is appended then is found', () =>
    fc.assert(
      fc.asyncProperty(linesOf(recipe), fc.uint8Array({ maxLength: 9 }), recipe, async (bytes, rest, appended) => {
        const file = join(folder, 'recipes.jsonl');
        await writeFile(file, Buffer.concat([bytes, rest]));
        const book = new RecipeBook(file, silent);
        await book.refresh();
        const recipes = new Recipes(file);
        await recipes.append(appended);
        assert.deepEqual((await book.refresh()).includes(appended.hash), true);
        assert.deepEqual([book.byHash(appended.hash), await recipes.has(appended.hash)], [appended, true]);
      }),
      { numRuns: fuzzRuns / 10 },
    ));

  test('gives what was spent line by line, never more than a ledger can hold', () => {
    fc.assert(
      fc.property(linesOf(spending), (bytes) => {
        for (const line of bytes.toString().split('\n')) {
          const read = readSpending(line);
          if (!read) continue;
          const { images, dollars = 0, at } = read;
          assert.ok(images >= 0 && images <= 1000 && dollars >= 0 && dollars <= 1e6 && !Number.isNaN(Date.parse(at)));
          assert.deepEqual(read, parse(line));
        }
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('gives all that was spent after any bytes, and what is appended then', () =>
    fc.assert(
      fc.asyncProperty(linesOf(spending), fc.uint8Array({ maxLength: 9 }), spending, async (bytes, rest, appended) => {
        const file = join(folder, 'spending.jsonl');
        await writeFile(file, Buffer.concat([bytes, rest]));
        const ledger = new SpendingLedger(file);
        await ledger.append(appended);
        const whole = (await readFile(file, 'utf8')).split('\n').flatMap((line) => readSpending(line) ?? []);
        assert.deepEqual([await ledger.read(), whole.at(-1)], [whole, appended]);
      }),
      { numRuns: fuzzRuns / 10 },
    ));

  test('gives a list of models that can be shown, or none', () => {
    const model = fc.record({
      id: fc.constantFrom('gpt-image-2', 'x/y', '$(x)'),
      features: fc.constant(['text-to-image']),
    });
    const file = fc.record({ version: fc.constant(1), fetchedAt: moment, models: fc.array(model, { maxLength: 3 }) });
    const any = fc.oneof(
      nearly(file.map((value) => JSON.stringify(value))),
      mutated(file, 'id', 'price', 'shutdownDate', 'features', 'firstSeen').map((value) =>
        Buffer.from(JSON.stringify(value)),
      ),
    );
    return fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        const place = join(folder, 'models');
        await mkdir(place, { recursive: true });
        const catalogue = () =>
          new ModelCatalogue({ folder: place, log: silent, transport: () => Promise.reject(new Error('offline')) });
        const baseUrl = new URL('https://api.cometapi.com/v1');
        await writeFile(join(place, catalogueFile), bytes);
        const { models, fetchedAt } = await catalogue().models(baseUrl);
        assert.equal(models.length > 0, fetchedAt !== undefined);
        for (const { id, features, isNew, isRetired } of models)
          assert.ok(
            /^[\w.:/@+-]+$/.test(id) &&
              Array.isArray(features) &&
              [isNew, isRetired].every((flag) => typeof flag === 'boolean'),
          );
      }),
      { numRuns: fuzzRuns / 10 },
    );
  });
});

const catalogueFile = `api.cometapi.com-${createHash('sha256').update('https://api.cometapi.com/v1').digest('hex').slice(0, 8)}.json`;

const note: fc.Arbitrary<RequestNote> = fc.record(
  {
    version: fc.constant(1),
    ...{ request, startedAt: moment, service: fc.constant('api.cometapi.com'), parent: hash },
    workspace: fc.constant('file:///home/site'),
    folder: fc.record({ path: fc.constant('/home/site/images'), root: fc.constant('/home/site') }),
    document: fc.constantFrom('file:///home/site/a.md', '', ':'),
    window: fc.constantFrom(randomUUID(), '', '../../x', '~'),
  },
  { requiredKeys: ['version', 'request', 'startedAt', 'workspace', 'window'], noNullPrototype: true },
);
const noteText = fc.oneof(
  nearly(note.map((value) => JSON.stringify(value))),
  mutated(note, 'prompt', 'model', 'path').map((value) => Buffer.from(JSON.stringify(value))),
  anyJson('version', 'request').map((value) => Buffer.from(JSON.stringify(value))),
);

suite('A note of the journal that anybody may have written to', () => {
  test('is read as a note or as none', () => {
    fc.assert(
      fc.property(noteText, (bytes) => {
        const read = readNote(bytes.toString());
        if (!read) return;
        assert.deepEqual(read, parseJson(bytes.toString()));
        const { request: wanted, startedAt, workspace, window } = read;
        for (const text of [wanted.prompt, wanted.model, startedAt, workspace, window])
          assert.equal(typeof text, 'string');
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('costs no image: each that arrived is handed on once, and nothing is told of twice', async () => {
    const journal = await mkdtemp(join(tmpdir(), 'paper-boat-fuzz-'));
    const left = fc.record({
      note: noteText,
      images: fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { maxLength: 2 }),
      isSent: fc.boolean(),
      isAnswered: fc.boolean(),
      other: fc.option(fc.uint8Array({ maxLength: 20 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(left, async ({ note: text, images, isSent, isAnswered, other }) => {
        const requests = join(journal, randomUUID());
        const entry = join(requests, randomUUID());
        await mkdir(entry, { recursive: true });
        const files: readonly (readonly [string, Uint8Array | undefined])[] = [
          ['request.json', text],
          ...images.map((bytes, index) => [`${index}.image`, bytes] as const),
          ['0.json', other],
          ['sent', isSent ? new Uint8Array() : undefined],
          ['answered', isAnswered ? new Uint8Array() : undefined],
        ];
        for (const [name, bytes] of files) if (bytes) await writeFile(join(entry, name), bytes);
        const read = readNote(text.toString());
        const handedOn: string[] = [];
        const said: string[] = [];
        const recovering = {
          ...{ folder: requests, windows: new Windows(join(journal, 'windows')) },
          place: async ({ content }: { readonly content: { readonly path: string } }) => {
            handedOn.push((await readFile(content.path)).toString('hex'));
          },
          removeParts: () => Promise.resolve(),
          spend: () => Promise.resolve(),
          log: (line: string) => void said.push(line),
        };
        await recoverRequests(recovering);
        await recoverRequests(recovering);
        const waiting = await new InterruptedRequests(requests).list();
        const isPaid = read?.service !== undefined;
        const expected = isPaid ? images.map((bytes) => Buffer.from(bytes).toString('hex')) : [];
        assert.deepEqual([handedOn, said], [expected, []]);
        assert.deepEqual(waiting.length, isPaid && !isAnswered ? 1 : 0);
        for (const one of waiting) assert.equal(await new InterruptedRequests(requests).dismiss(one), true);
        assert.deepEqual(await readdir(requests), read === undefined ? await readdir(requests) : []);
        await rm(requests, { recursive: true, force: true });
      }),
      { numRuns: Math.max(100, fuzzRuns / 50) },
    );
    await rm(journal, { recursive: true, force: true });
  });
});
