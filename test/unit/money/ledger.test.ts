import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { Calendar } from '../../../src/money/calendar.ts';
import { SpendingLedger } from '../../../src/money/ledger.ts';
import { readSpending, type Spending } from '../../../src/money/spending.ts';
import { spending, unpriced } from './entries.ts';

async function ledgerFile(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-ledger-'));
  context.after(() => rm(folder, { recursive: true }));
  return join(folder, 'storage', 'spending.jsonl');
}

const ledgerOf = (file: string) => new SpendingLedger(file, new Calendar('UTC'));
const numbered = (images: number) => spending({ images });
const numbersOf = (entries: readonly Spending[]) => entries.map(({ images }) => images);

test('what was appended is read again, in order, and by another window as well', async (context) => {
  const file = await ledgerFile(context);
  const ledger = ledgerOf(file);
  const before = await ledger.read();
  const entries = [spending(), unpriced({ model: 'mystery' }), spending({ basis: 'usage', dollars: 0 })];
  for (const entry of entries) await ledger.append(entry);
  assert.deepEqual([before, await ledger.read(), await ledgerOf(file).read()], [[], entries, entries]);
});

test('reads on from where it was, and sees what others appended meanwhile', async (context) => {
  const file = await ledgerFile(context);
  const [one, other] = [ledgerOf(file), ledgerOf(file)];
  await one.append(numbered(1));
  const seen = [numbersOf(await other.read())];
  await one.append(numbered(2));
  await other.append(numbered(3));
  seen.push(numbersOf(await other.read()), numbersOf(await one.read()));
  assert.deepEqual(seen, [[1], [1, 2, 3], [1, 2, 3]]);
});

test('what a read answered does not grow afterwards', async (context) => {
  const ledger = ledgerOf(await ledgerFile(context));
  await ledger.append(numbered(1));
  const entries = await ledger.read();
  await ledger.append(numbered(2));
  await ledger.read();
  assert.deepEqual(numbersOf(entries), [1]);
});

test('a line that a crash cut off at any byte costs no other line', async (context) => {
  const file = await ledgerFile(context);
  await ledgerOf(file).append(numbered(1));
  const { length } = await readFile(file);
  const line = `\n${JSON.stringify(numbered(2))}\n`;
  for (let cut = 1; cut < line.length; cut++) {
    await appendFile(file, line.slice(0, cut));
    const ledger = ledgerOf(file);
    const before = numbersOf(await ledger.read());
    await ledger.append(numbered(3));
    // What lacks only its line break is whole.
    const after = cut === line.length - 1 ? [1, 2, 3] : [1, 3];
    assert.deepEqual([before, numbersOf(await ledger.read())], [[1], after]);
    await truncate(file, length);
  }
});

test('passes over damaged and hostile lines', async (context) => {
  const file = await ledgerFile(context);
  const ledger = ledgerOf(file);
  await ledger.append(numbered(1));
  const damaged = [
    ...['', '   ', 'null', '7', '[]', '{}', '{"version":1', '\u0000\u0000\u0000', 'x'.repeat(300_000)],
    ...[{ version: 2 }, { at: 'yesterday' }, { at: '2026-13-45T99:00:00.000Z' }, { at: '2026-11-23' }].map(broken),
    ...[{ images: -1 }, { images: 1.5 }, { images: '1' }, { images: 1e9 }, { model: 7 }, { service: null }].map(broken),
    ...[{ dollars: -1 }, { dollars: '1' }, { dollars: 1e300 }, { dollars: null }, { basis: 'guess' }].map(broken),
    ...[{ model: 'm'.repeat(2000) }].map(broken),
  ];
  await appendFile(file, Buffer.concat([Buffer.from(damaged.join('\n')), Buffer.from([10, 0xff, 0xfe, 10])]));
  await ledger.append(numbered(2));
  assert.deepEqual(numbersOf(await ledger.read()), [1, 2]);
});

const broken = (parts: object): string => JSON.stringify({ ...spending(), ...parts });

test('no text of a line makes reading throw, and what is read is a spending', () => {
  const line = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"version":1,"at":${json},"images":${json}}`),
  );
  fc.assert(
    fc.property(line, (text) => {
      const entry = readSpending(text);
      assert.ok(entry === undefined || (Number.isSafeInteger(entry.images) && entry.images >= 0));
    }),
  );
});

test('a file that was emptied, replaced or removed is read anew', async (context) => {
  const file = await ledgerFile(context);
  const ledger = ledgerOf(file);
  for (const images of [1, 2, 3]) await ledger.append(numbered(images));
  const seen = [numbersOf(await ledger.read())];
  await writeFile(file, `${JSON.stringify(numbered(4))}\n`);
  seen.push(numbersOf(await ledger.read()));
  await rm(file);
  seen.push(numbersOf(await ledger.read()));
  await ledger.append(numbered(5));
  seen.push(numbersOf(await ledger.read()));
  assert.deepEqual(seen, [[1, 2, 3], [4], [], [5]]);
});

test('says what the matter is when the file cannot be read', async (context) => {
  const file = await ledgerFile(context);
  await mkdir(file, { recursive: true });
  await assert.rejects(ledgerOf(file).read(), { code: 'EISDIR' });
});

test('tells listeners of each entry once it can be read, until they leave', async (context) => {
  const ledger = ledgerOf(await ledgerFile(context));
  const reads: Promise<readonly Spending[]>[] = [];
  const listener = ledger.onDidAppend(() => reads.push(ledger.read()));
  await ledger.append(numbered(1));
  const [first = []] = await Promise.all(reads);
  listener.dispose();
  await ledger.append(numbered(2));
  assert.deepEqual({ seen: numbersOf(first), reads: reads.length }, { seen: [1], reads: 1 });
});

test('processes that append at the same time lose no line', async (context) => {
  const file = await ledgerFile(context);
  const script = `
    import { SpendingLedger } from '${new URL('../../../src/money/ledger.ts', import.meta.url).href}';
    const ledger = new SpendingLedger(process.argv[1]);
    await Promise.all(Array.from({ length: 50 }, (_, images) => ledger.append({ ...JSON.parse(process.argv[2]), images })));
  `;
  const run = () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, file, JSON.stringify(spending())]);
  await Promise.all([run(), run(), run()]);
  const numbers = numbersOf(await ledgerOf(file).read()).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    Array.from({ length: 150 }, (_, index) => Math.floor(index / 3)),
  );
});

test('a month counts from its first moment to its last by the clock on the wall', async (context) => {
  const ledger = new SpendingLedger(await ledgerFile(context), new Calendar('Europe/Kyiv'));
  const moments = ['2026-09-30T20:59:59.999Z', '2026-09-30T21:00:00.000Z', '2026-10-31T21:59:59.999Z'];
  for (const [index, at] of moments.entries()) await ledger.append(spending({ at, dollars: 10 ** index }));
  const now = ['2026-09-30T20:00:00Z', '2026-09-30T21:00:00Z', '2026-10-31T21:59:59.999Z', '2026-10-31T22:00:00Z'];
  const sums = await Promise.all(now.map((moment) => ledger.spentInMonthOf(new Date(moment))));
  assert.deepEqual(
    sums.map(({ dollars }) => dollars),
    [1, 110, 110, 0],
  );
});

test('the sum of a month says what of it is estimated, and what has no price', async (context) => {
  const ledger = ledgerOf(await ledgerFile(context));
  const entries = [spending({ dollars: 0.5 }), spending({ dollars: 0.25, basis: 'usage' }), unpriced({ images: 3 })];
  for (const entry of entries) await ledger.append(entry);
  assert.deepEqual(await ledger.spentInMonthOf(new Date(spending().at)), {
    ...{ images: 7, dollars: 0.75, estimated: 0.5, unpriced: 3 },
  });
});

test('a long ledger is read in pieces, and after that only what is new', async (context) => {
  const file = await ledgerFile(context);
  const ledger = ledgerOf(file);
  await ledger.append(numbered(1));
  await appendFile(file, `${JSON.stringify(numbered(2))}\n`.repeat(100_000));
  let turns = 0;
  let isReading = true;
  const count = (): void => {
    turns++;
    if (isReading) setImmediate(count);
  };
  setImmediate(count);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { length } = await ledger.read();
  isReading = false;
  delay.disable();
  context.diagnostic(`longest stall ${(delay.max / 1e6).toFixed(1)} ms`);
  assert.deepEqual({ length, inPieces: turns > 100 }, { length: 100_001, inPieces: true });
});
