import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvHeader, csvRecords } from '../../../src/money/csv.ts';
import { spending, unpriced } from './entries.ts';

test('a file has a header and a record for each answer, with plain numbers', () => {
  const entries = [spending(), unpriced(), spending({ dollars: 0.00000061, basis: 'usage' })];
  assert.equal(
    csvHeader + csvRecords(entries),
    [
      'at,model,service,images,dollars,basis',
      '2026-11-23T10:00:00.000Z,gpt-image-2,api.cometapi.com,2,0.08,estimate',
      '2026-11-23T10:00:00.000Z,gpt-image-2,api.cometapi.com,2,,',
      '2026-11-23T10:00:00.000Z,gpt-image-2,api.cometapi.com,2,0.000001,usage',
      '',
    ].join('\r\n'),
  );
});

test('a cell that would be a formula gets an apostrophe, and what would end a cell is quoted', () => {
  const cases: readonly (readonly [model: string, cell: string])[] = [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['=HYPERLINK("http://evil","x")', `"'=HYPERLINK(""http://evil"",""x"")"`],
  ];
  assert.deepEqual(
    cases.map(
      ([model]) =>
        csvRecords([spending({ model })])
          .split('Z,')[1]
          ?.split(',api.cometapi.com')[0],
    ),
    cases.map(([, cell]) => cell),
  );
});

test('whatever the names hold, a reader of CSV finds them again', () => {
  const name = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', '=', '-', '\t', ' ') });
  fc.assert(
    fc.property(name, name, (model, service) => {
      const [record = []] = readCsv(csvRecords([spending({ model, service })]));
      const plain = record.slice(1, 3).map((cell) => cell.replace(/^'/, ''));
      assert.deepEqual([plain, record.length], [[model, service], 6]);
    }),
  );
});

/** RFC 4180, and nothing else. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}
