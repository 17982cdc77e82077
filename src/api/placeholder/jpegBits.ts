/** How many codes there are of each length from 1 to 16 bits, and what they stand for, from short to long. */
export interface CodeTable {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

/** How many bits the difference to the mean before has (ITU-T T.81, table K.3). */
export const meanCodes: CodeTable = {
  counts: Uint8Array.of(0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0),
  symbols: Uint8Array.from({ length: 12 }, (_, index) => index),
};

/** How many zeros come before a coefficient, and how many bits it has: half a byte each (table K.5). */
export const waveCodes: CodeTable = {
  counts: Uint8Array.of(0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125),
  symbols: Uint8Array.from(
    Buffer.from(
      '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a' +
        '434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7' +
        'a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
      'hex',
    ),
  ),
};

interface Code {
  readonly bits: number;
  readonly length: number;
}

const endOfBlock = 0x00;
const sixteenZeros = 0xf0;

/** The bits of the blocks, byte by byte. */
export class JpegBits {
  readonly #means = codesOf(meanCodes);
  readonly #waves = codesOf(waveCodes);
  #bytes = Buffer.alloc(65_536);
  #length = 0;
  #pending = 0;
  #pendingLength = 0;

  /** @param mean that of the block of the same channel before this one */
  block(coefficients: Int16Array, mean: number): void {
    this.#number((coefficients[0] ?? 0) - mean, 0, this.#means);
    let zeros = 0;
    for (let index = 1; index < 64; index++) {
      const coefficient = coefficients[index] ?? 0;
      if (coefficient === 0) zeros++;
      else {
        for (; zeros > 15; zeros -= 16) this.#put(this.#waves[sixteenZeros]);
        this.#number(coefficient, zeros, this.#waves);
        zeros = 0;
      }
    }
    if (zeros > 0) this.#put(this.#waves[endOfBlock]);
  }

  /** All bytes, the last one filled up with ones. */
  end(): Uint8Array {
    this.#put({ bits: 0x7f, length: 7 });
    return this.#bytes.subarray(0, this.#length);
  }

  /** A negative number is written as its distance from the least one of its length (F.1.2.1). */
  #number(value: number, zeros: number, codes: readonly Code[]): void {
    const length = 32 - Math.clz32(Math.abs(value));
    this.#put(codes[(zeros << 4) | length]);
    if (length > 0) this.#put({ bits: value < 0 ? value + (1 << length) - 1 : value, length });
  }

  #put(code: Code | undefined): void {
    if (!code) throw new RangeError('There is no code for such a coefficient.');
    this.#pending = (this.#pending << code.length) | code.bits;
    this.#pendingLength += code.length;
    for (; this.#pendingLength >= 8; this.#pendingLength -= 8) {
      const byte = (this.#pending >> (this.#pendingLength - 8)) & 0xff;
      this.#byte(byte);
      // After 0xff a decoder looks for a marker.
      if (byte === 0xff) this.#byte(0);
    }
    this.#pending &= 0xff;
  }

  #byte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * this.#length);
    this.#bytes[this.#length++] = byte;
  }
}

/** The codes by what they stand for: of each length one more than the one before (annex C). */
function codesOf({ counts, symbols }: CodeTable): readonly Code[] {
  const codes: Code[] = [];
  let bits = 0;
  let at = 0;
  counts.forEach((count, index) => {
    for (const symbol of symbols.subarray(at, at + count)) codes[symbol] = { bits: bits++, length: index + 1 };
    at += count;
    bits <<= 1;
  });
  return codes;
}
