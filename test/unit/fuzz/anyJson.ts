import fc from 'fast-check';
import type { Json } from '../../../src/api/json.ts';

/** Names that objects have without being told, and those that change what an object is. */
const strangeName = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  '',
);

const strangeText = fc.constantFrom(
  ...['', ' ', '\0', '\n', '\u202E', '\uD800', '\uFEFF', '../..', '[object Object]', '__proto__', 'true', '1e999'],
);

/** Text of every kind, strange ones more often than chance has them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  strangeText,
);

const strangeNumber = fc.constantFrom(0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 5e-324);

const leaf: fc.Arbitrary<Json> = fc.oneof(
  anyText,
  fc.constantFrom(null, true, false),
  strangeNumber,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** What `JSON.parse` may give: own members called `__proto__` included. `names` come up more often than others. */
export function anyJson(...names: readonly string[]): fc.Arbitrary<Json> {
  const name = fc.oneof(
    strangeName,
    anyText,
    ...(names.length > 0 ? [{ arbitrary: fc.constantFrom(...names), weight: 4 }] : []),
  );
  return fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { arbitrary: leaf, weight: 2 },
      fc.array(tie('json'), { maxLength: 4 }),
      fc.array(fc.tuple(name, tie('json')), { maxLength: 5 }).map(members),
    ),
  })).json;
}

/** An object with these as its own members, as a parser of JSON makes it. */
export const members = (entries: readonly (readonly [string, Json])[]): Json => Object.fromEntries(entries);

/** A member of a valid value is replaced, added or taken away. */
export function mutated<T extends object>(valid: fc.Arbitrary<T>, ...names: readonly string[]): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    name: fc.oneof(strangeName, anyText),
    value: anyJson(...names),
    kind: fc.nat(2),
  });
  return fc.tuple(valid, change).map(([value, { at, name, value: other, kind }]) => {
    const entries = Object.entries(value);
    const place = at % Math.max(1, entries.length);
    if (kind === 0) return Object.fromEntries(entries.toSpliced(place, 1));
    const old = entries[place]?.[0] ?? name;
    return Object.fromEntries([...entries, [kind === 1 ? old : name, other] as const]);
  });
}

/** Bytes that are nearly that text: cut off, with one byte changed, or as they are. */
export function nearly(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  return fc.tuple(text, fc.nat(3), fc.nat(), fc.nat(255)).map(([whole, kind, at, byte]) => {
    const bytes = Buffer.from(whole);
    const place = at % Math.max(1, bytes.length);
    if (kind === 0) return bytes.subarray(0, place);
    if (kind === 1 && bytes.length > 0) bytes[place] = byte;
    return bytes;
  });
}
