import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quotable, redact } from '../../../src/api/redact.ts';

const keys = fc.oneof(
  fc.stringMatching(/^sk-[A-Za-z0-9]{16,48}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{12,64}$/),
  fc.stringMatching(/^[!-~]{12,64}$/),
);

/** Every way in which a text could hold a key. */
function spellings(key: string): readonly string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const percent = encodeURIComponent(key);
  const inBase64 = [base64(key), base64(`a${key}`), base64(`ab${key}`), base64(`user:${key}@host`)];
  return [
    ...[key, percent, percent.replace(/%../g, (code) => code.toLowerCase()), ...inBase64],
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
  ];
}

test('a key comes out of no text, in no spelling', () => {
  const cases = fc.tuple(keys, fc.nat(), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(cases, ([key, choice, before, after]) => {
      // A key that the text around it or our own words hold anyway tells nothing.
      fc.pre(![before, after, '[redacted key]', '[long data]'].some((text) => text.includes(key)));
      const all = spellings(key);
      const text = `${before}${all[choice % all.length]}${after}`;
      const clean = [redact(text, key), quotable(text, key), quotable(text.repeat(3), key, 10_000)];
      const decoded = clean.flatMap((line) => [line, ...(line.match(/[\w+/-]{8,}/g) ?? []).map(fromBase64)]);
      assert.deepEqual(
        decoded.filter((line) => line.includes(key)),
        [],
      );
    }),
    { numRuns: 2000 },
  );
});

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1');
}

test('other secrets go by their looks', () => {
  const cases: Readonly<Record<string, string>> = {
    'Authorization: Bearer abcdef123456': 'Authorization: [redacted] [redacted]',
    'sent bearer abcdef123456 there': 'sent bearer [redacted] there',
    'key sk-proj-abcdef-123456 is wrong': 'key [redacted key] is wrong',
    'Invalid token [abc***xyz]': 'Invalid token [[redacted key]]',
    'Invalid token [sk-abc***xyz]': 'Invalid token [[redacted key]]',
    '"x-api-key": "abc123", "b": 1': '"x-api-key": "[redacted]", "b": 1',
    'cookie: session=1; other': 'cookie: [redacted]; other',
    'https://me:secret@host/path': 'https://[redacted]@host/path',
    'https://cdn/a.png?w=1&sig=abc%2F&se=2026': 'https://cdn/a.png?w=1&sig=[redacted]&se=[redacted]',
    'https://cdn/a?X-Amz-Signature=abc&X-Amz-Date=1': 'https://cdn/a?X-Amz-Signature=[redacted]&X-Amz-Date=[redacted]',
    [`data ${'A'.repeat(200)}== end`]: 'data [long data] end',
    'a task, a mask, a **bold** boat and ***': 'a task, a mask, a **bold** boat and ***',
    'https://host/path?query=boat': 'https://host/path?query=boat',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((text) => [text, redact(text)])), cases);
});

test('a quotation is one short line that reads as it is written', () => {
  const text = fc.string({ unit: 'binary', maxLength: 600 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 400 }), (said, most) => {
      const line = quotable(said, undefined, most);
      assert.ok(line.length <= most + 1 && line.isWellFormed() && line === line.trim());
      assert.doesNotMatch(line, /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
  assert.equal(quotable(' a\r\n\tb\u202ec\u0000d '), 'a b c d');
  assert.equal(quotable('x y '.repeat(10), undefined, 7), 'x y x y…');
});

test('a key at the place where a long text is cut does not come out in part', () => {
  const key = 'comet-7f3aQx91LmZpR0tWvB';
  for (let before = 19_960; before <= 20_010; before++) {
    const line = quotable(`${' '.repeat(before)}${key} and more`.padEnd(30_000), key);
    assert.ok(!line.includes(key.slice(0, 5)), `${before}: ${line}`);
  }
});
