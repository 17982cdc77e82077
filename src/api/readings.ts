/** A text in one of the ways it can be read: its code units, and what of the text each of them was made of. */
export interface Reading {
  readonly codes: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * All readings of a text: as it stands, without up to two layers of escapes, and each of these unpacked from hex and
 * base64. Every reading is one walk over another one, so the whole is linear in the length of the text.
 */
export function* readingsOf(text: string): Generator<Reading> {
  for (const reading of unescaped(asItStands(text))) {
    yield reading;
    for (const phase of [0, 1]) yield fromHex(reading, phase);
    for (const phase of [0, 1, 2, 3]) yield fromBase64(reading, phase);
  }
}

function* unescaped(reading: Reading, layers = 2): Generator<Reading> {
  yield reading;
  if (layers === 0) return;
  for (const escape of [percentEscape, backslashEscape]) {
    const inner = withoutEscapes(reading, escape);
    if (inner.codes.length < reading.codes.length) yield* unescaped(inner, layers - 1);
  }
}

class ReadingWriter {
  readonly #codes: Uint16Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #length = 0;

  constructor(most: number) {
    this.#codes = new Uint16Array(most);
    this.#starts = new Int32Array(most);
    this.#ends = new Int32Array(most);
  }

  write(code: number, start: number | undefined, end: number | undefined): void {
    this.#codes[this.#length] = code;
    this.#starts[this.#length] = start ?? 0;
    this.#ends[this.#length++] = end ?? 0;
  }

  finish(): Reading {
    return {
      codes: this.#codes.subarray(0, this.#length),
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
    };
  }
}

function asItStands(text: string): Reading {
  const writer = new ReadingWriter(text.length);
  for (let index = 0; index < text.length; index++) writer.write(text.charCodeAt(index), index, index + 1);
  return writer.finish();
}

interface Escaped {
  readonly code: number;
  /** Of the whole escape, in code units. */
  readonly length: number;
}

/** What is escaped at a place, if anything is. */
type Escape = (codes: Uint16Array, index: number) => Escaped | undefined;

function withoutEscapes({ codes, starts, ends }: Reading, escape: Escape): Reading {
  const writer = new ReadingWriter(codes.length);
  for (let index = 0; index < codes.length;) {
    const { code, length } = escape(codes, index) ?? { code: codes[index] ?? 0, length: 1 };
    writer.write(code, starts[index], ends[index + length - 1]);
    index += length;
  }
  return writer.finish();
}

/** As in an address: `%2B`. */
const percentEscape: Escape = (codes, index) => {
  if (codes[index] !== 0x25) return undefined;
  const code = hexNumber(codes, index + 1, 2);
  return code === undefined ? undefined : { code, length: 3 };
};

/** As in JSON: `\u002b`, `\"`, and `\/` of those who escape more than they must. */
const backslashEscape: Escape = (codes, index) => {
  const escaped = codes[index + 1];
  if (codes[index] !== 0x5c || escaped === undefined) return undefined;
  const code = escaped === 0x75 ? hexNumber(codes, index + 2, 4) : undefined;
  return code === undefined ? { code: escaped, length: 2 } : { code, length: 6 };
};

function hexNumber(codes: Uint16Array, from: number, digits: number): number | undefined {
  let number = 0;
  for (let index = from; index < from + digits; index++) {
    const digit = valueIn(hexDigits, codes[index]);
    if (digit < 0) return undefined;
    number = number * 16 + digit;
  }
  return number;
}

/** The bytes of all pairs of digits that begin at every second place; 0, which no secret holds, for what is none. */
function fromHex({ codes, starts, ends }: Reading, phase: number): Reading {
  const writer = new ReadingWriter(codes.length);
  for (let index = phase; index + 1 < codes.length; index += 2)
    writer.write(hexNumber(codes, index, 2) ?? 0, starts[index], ends[index + 1]);
  return writer.finish();
}

/** The bytes of all groups of four letters that begin at every fourth place; 0 for what is none. */
function fromBase64({ codes, starts, ends }: Reading, phase: number): Reading {
  const writer = new ReadingWriter(codes.length);
  // A text may begin within a group.
  for (let index = 0; index + 1 < codes.length; index++) {
    const place = (index - phase + 4) % 4;
    if (place === 3) continue;
    const high = valueIn(base64Letters, codes[index]);
    const low = valueIn(base64Letters, codes[index + 1]);
    const byte = ((high << (2 + 2 * place)) | (low >> (4 - 2 * place))) & 0xff;
    writer.write(high < 0 || low < 0 ? 0 : byte, starts[index], ends[index + 1]);
  }
  return writer.finish();
}

/** The value of each ASCII character as a digit; -1 when it is none. */
function digitTable(...alphabets: readonly string[]): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (const alphabet of alphabets)
    for (let value = 0; value < alphabet.length; value++) table[alphabet.charCodeAt(value)] = value;
  return table;
}

const valueIn = (table: Int8Array, code: number | undefined): number => table[code ?? 128] ?? -1;

const hexDigits = digitTable('0123456789abcdef', '0123456789ABCDEF');
const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const base64Letters = digitTable(`${alphanumerics}+/`, `${alphanumerics}-_`);
