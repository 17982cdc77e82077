import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quotable, Redactor } from '../../../src/api/redact.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyKey, anySpelling, piecesShown } from '../../support/spelledKeys.ts';

const clean = (text: string, ...secrets: readonly string[]): string => {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.hide(secret);
  return redactor.clean(text);
};

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w+/=%\\-]{0,40}$/));
const anyParts = fc.array(fc.oneof(anyText, anySpelling), { minLength: 1, maxLength: 5 });

/** A key that the rest of the text, or our own words, hold anyway tells nothing. */
function assumeKeyIsForeign(key: string, parts: readonly unknown[]): void {
  const rest = parts.filter((part) => typeof part === 'string').join('\n');
  fc.pre(piecesShown(`${rest} [redacted key] [long data] [redacted] user: https:// authorization`, key).length === 0);
}

test('no piece of a key comes out of any text, in any spelling, wherever the text is cut', () => {
  const cases = fc.tuple(anyKey, anyParts, fc.nat({ max: 200 }), fc.nat({ max: 400 }));
  fc.assert(
    fc.property(cases, ([key, parts, from, length]) => {
      assumeKeyIsForeign(key, parts);
      const whole = parts.map((part) => (typeof part === 'string' ? part : part(key))).join('');
      const lines = [whole, whole.slice(from, from + length)].flatMap((text) => [
        clean(text, key),
        quotable(text, key),
        quotable(text.repeat(3), key, 10_000),
      ]);
      assert.deepEqual(piecesShown(lines.join('\n'), key), []);
    }),
    { numRuns: fuzzRuns },
  );
});

test('every secret that was hidden stays hidden, however many there are', () => {
  const cases = fc.tuple(fc.uniqueArray(anyKey, { minLength: 2, maxLength: 4 }), anySpelling);
  fc.assert(
    fc.property(cases, ([keys, spell]) => {
      const text = keys.map((key) => `(${spell(key)})`).join(' ');
      assert.deepEqual(
        keys.flatMap((key) => piecesShown(clean(text, ...keys), key)),
        [],
      );
    }),
    { numRuns: fuzzRuns / 10 },
  );
});

test('what is clean stays as it is', () => {
  fc.assert(
    fc.property(fc.tuple(anyKey, anyParts), ([key, parts]) => {
      const text = clean(parts.map((part) => (typeof part === 'string' ? part : part(key))).join(''), key);
      assert.equal(clean(text, key), text);
    }),
    { numRuns: fuzzRuns / 10 },
  );
  const sentences =
    'A paper boat on calm water, drawn by gpt-image-2 (1536x1024) in 12.3 s for $0.04; see images/boat.png.';
  assert.equal(clean(sentences, 'comet-7f3aQx91LmZpR0tWvB'), sentences);
});

test('the neighbours of a key stay, whatever it is written in', () => {
  const key = 'comet-7f3aQx91+L/mZpR0tW"vB';
  const cases: readonly (readonly [spelled: string, redacted: string])[] = [
    [key, '<[redacted key]>'],
    [key.slice(3, 12), '<[redacted key]>'],
    [key.slice(3, 10), `<${key.slice(3, 10)}>`],
    [JSON.stringify({ said: key }), '<{"said":"[redacted key]"}>'],
    [encodeURIComponent(key), '<[redacted key]>'],
    [Buffer.from(key).toString('hex'), '<[redacted key]>'],
    [Buffer.from(key).toString('base64'), '<[redacted key]>'],
  ];
  assert.deepEqual(
    cases.map(([spelled]) => clean(`<${spelled}>`, key)),
    cases.map(([, redacted]) => redacted),
  );
});

test('a short key goes as a whole, and what no secret can be is left alone', () => {
  assert.deepEqual(
    [clean('key=ollama!', 'ollama'), clean('an ollama, an oll', 'ollama'), clean('a fox', 'x'), clean('a fox', '')],
    ['key=[redacted key]!', 'an [redacted key], an oll', 'a fox', 'a fox'],
  );
});

test('other secrets go by their looks', () => {
  const cases: Readonly<Record<string, string>> = {
    'Authorization: Bearer abcdef123456': 'Authorization: [redacted]',
    'sent bearer abcdef123456 there': 'sent bearer [redacted] there',
    'key sk-proj-abcdef-123456 is wrong': 'key [redacted key] is wrong',
    'Invalid token [abc***xyz]': 'Invalid token [[redacted key]]',
    'Invalid token [sk-abc***xyz]': 'Invalid token [[redacted key]]',
    '"x-api-key": "abc123", "b": 1': '"x-api-key": "[redacted]", "b": 1',
    '{\\"authorization\\":\\"Token abc def\\",\\"b\\":1}': '{\\"authorization\\":\\"[redacted]\\",\\"b\\":1}',
    "[ 'Proxy-Authorization', 'Basic abc', 'b' ]": "[ 'Proxy-Authorization', '[redacted]', 'b' ]",
    'set-cookie: session=1; Path=/\nDate: today': 'set-cookie: [redacted]\nDate: today',
    'https://me:secret@host/path': 'https://[redacted]@host/path',
    'a proxy at socks5://me:secret@host': 'a proxy at socks5://[redacted]@host',
    'https://cdn/a.png?w=1&sig=abc%2F&se=2026': 'https://cdn/a.png?w=1&sig=[redacted]&se=[redacted]',
    'https://cdn/a?X-Amz-Signature=abc&X-Amz-Date=1': 'https://cdn/a?X-Amz-Signature=[redacted]&X-Amz-Date=[redacted]',
    'https://cdn/a?w=1&amp;Signature=abc': 'https://cdn/a?w=1&amp;Signature=[redacted]',
    'https://cdn/?to=https%3A%2F%2Fb%2F%3Ftoken%3Dabc&w=1':
      'https://cdn/?to=https%3A%2F%2Fb%2F%3Ftoken%3D[redacted]&w=1',
    [`data ${'A'.repeat(66)}== end`]: 'data [long data] end',
    [`data:image/jpeg;base64,/9j/${'4AAQSkZJRg'.repeat(9)}`]: 'data:image/jpeg;base64,[long data]',
    [`/home/${'a-long-name/'.repeat(9)}`]: `/home/${'a-long-name/'.repeat(9)}`,
    [`sha256 ${'0a'.repeat(32)}`]: `sha256 ${'0a'.repeat(32)}`,
    'a task, a mask, a **bold** boat and ***': 'a task, a mask, a **bold** boat and ***',
    'https://host/path?query=boat': 'https://host/path?query=boat',
    'https://host/path?to=me@home': 'https://host/path?to=me@home',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((text) => [text, clean(text)])), cases);
});

// Each part once made some pattern look at the text in proportion to the square of its length.
test('a text of five million characters is read like a short one', () => {
  const key = 'comet-7f3aQx91LmZpR0tWvB';
  const parts = ['a', 'a-', 'ab**', '_', 'bearer ', 'http://a', 'a.a-', '&sig&', '\\', '%25', '/9j/', ' ', 'cookie: '];
  const paragraphs = parts.map((part) => part.repeat(5_000_000 / parts.length / part.length));
  const lines = clean(paragraphs.map((text) => `${text} ${key}`).join('\n'), key).split('\n');
  assert.deepEqual(
    lines.map((line) => [
      line.endsWith('redacted key]') || line.endsWith('[redacted]'),
      line.includes(key.slice(0, 8)),
    ]),
    parts.map(() => [true, false]),
  );
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
    assert.deepEqual([before, piecesShown(line, key)], [before, []]);
  }
});
