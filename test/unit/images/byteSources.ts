import type { ByteRange } from '../../../src/images/byteWalk.ts';
import type { ByteSource } from '../../../src/images/imageContent.ts';

/** Bytes that are read in parts, and what was asked for. */
export class CountedSource implements ByteSource {
  readonly length: number;
  readonly asked: ByteRange[] = [];
  readonly #read: (start: number, end: number) => Uint8Array;

  constructor(length: number, read: (start: number, end: number) => Uint8Array) {
    this.length = length;
    this.#read = read;
  }

  read(start: number, end: number): Promise<Uint8Array> {
    this.asked.push([start, end]);
    return Promise.resolve(this.#read(start, end));
  }

  get longestAsked(): number {
    return Math.max(0, ...this.asked.map(([start, end]) => end - start));
  }
}

/** Each read gives a copy, so that nobody sees more than what was asked for. */
export function sourceOf(bytes: Uint8Array): CountedSource {
  return new CountedSource(bytes.length, (start, end) => new Uint8Array(bytes.subarray(start, end)));
}

/** A head and then the same bytes over and over, as long as wanted, without being anywhere. */
export function endlessSource(head: Uint8Array, repeated: string, length: number): CountedSource {
  const unit = Buffer.from(repeated, 'latin1');
  return new CountedSource(length, (start, end) => {
    const lead = head.subarray(start, end);
    const phase = (start + lead.length - head.length) % unit.length;
    const cycle = Buffer.concat([unit.subarray(phase), unit.subarray(0, phase)]);
    return Buffer.concat([lead, Buffer.alloc(end - start - lead.length, cycle)]);
  });
}
