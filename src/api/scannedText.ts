import { answerTooLarge } from './scanLimits.ts';

/** UTF-8 that grows up to a limit, and whose end can be taken back. */
export class ScannedText {
  readonly #mostBytes: number;
  #bytes = Buffer.alloc(1024);
  #length = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Throws `tooLarge` past the limit. */
  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#mostBytes) throw answerTooLarge(this.#mostBytes);
    if (length > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(length, this.#length * 2));
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
  }

  truncate(length: number): void {
    this.#length = length;
  }

  /** One character a byte. */
  latin1(start: number, end = this.#length): string {
    return this.#bytes.toString('latin1', start, end);
  }

  toString(): string {
    return this.#bytes.toString('utf8', 0, this.#length);
  }
}
