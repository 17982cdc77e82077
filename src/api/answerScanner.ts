import { randomUUID } from 'node:crypto';
import { EncodedImage, type ScannedImage } from './encodedImage.ts';
import type { ImageSink } from './imageSink.ts';
import { parseJson, type Json } from './json.ts';
import { closingQuote, endsInEscape, JsonUnescaper, quote } from './jsonString.ts';
import { answerTooLarge, type ScanLimits } from './scanLimits.ts';
import { ScannedText } from './scannedText.ts';

/** An answer whose images were taken out of it. */
export interface ScannedAnswer {
  /** The answer as it came, with a token in place of each image. */
  readonly text: string;
  /** By token. All that the text still names; every one that came when the text is no JSON. */
  readonly images: ReadonlyMap<string, ScannedImage>;
  /** The image in which the answer broke off. */
  readonly unfinished?: ScannedImage;
}

/** Longer keys are not looked at: `b64_json` with every letter escaped takes 48 bytes. */
const mostKeyBytes = 64;
/** So much of a value tells whether it is an image: a data URI's prefix, were every letter of it escaped. */
const mostHeadBytes = 256;
/** No service makes so many at once. */
const mostImages = 128;

const blank = /^[\t-\r ]*$/;
const dataUri = /^[\t-\r ]*data:image\/(?:png|jpe?g|webp|avif|gif|svg\+xml);base64,/i;

/**
 * Reads the bytes of a JSON answer while they arrive: the images go decoded to the sink, everything else becomes
 * text. An image is the value of `b64_json`, or a data URI as the value of `url`. What is no JSON is text alone.
 */
export class AnswerScanner {
  readonly #sink: ImageSink;
  readonly #limits: ScanLimits;
  readonly #text: ScannedText;
  readonly #token = randomUUID();
  readonly #images = new Map<string, EncodedImage>();
  #waits: Promise<void>[] = [];

  /** What the text has between two strings, up to two signs of it: a colon alone makes the first one a key. */
  #between = '';
  /** Where the string that was read last begins and ends in the text, without its quotes. */
  #string = { start: 0, end: 0 };
  #place: 'outside' | 'text' | 'unknown' | 'image' = 'outside';
  #isEscaped = false;
  #mayBeBare = false;
  #unescaper = new JsonUnescaper();
  #open: { readonly token: string; readonly image: EncodedImage } | undefined;

  constructor(sink: ImageSink, limits: ScanLimits) {
    this.#sink = sink;
    this.#limits = limits;
    this.#text = new ScannedText(limits.mostTextBytes);
  }

  /**
   * Resolves when the sink can take more; undefined when it can at once. Throws `tooLarge` past a limit. After a
   * failure only `discard` may be called.
   */
  write(chunk: Uint8Array): Promise<void> | undefined {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length;)
      at = this.#place === 'outside' ? this.#readOutside(bytes, at) : this.#readString(bytes, at);
    return this.#waits.length === 0 ? undefined : this.#wait();
  }

  /** Ends every image that the text still names and discards the others, such as those of a key that came twice. */
  async end(): Promise<ScannedAnswer> {
    if (this.#place === 'unknown') this.#readUnknown(Buffer.alloc(0), true);
    else if (this.#place === 'image') this.#feed('', true);
    await this.#wait();
    const text = this.#text.toString();
    if (this.#images.size === 0) return { text, images: new Map() };
    const isNamed = namesIn(text);
    const images = new Map<string, ScannedImage>();
    for (const [token, image] of this.#images) {
      this.#images.delete(token);
      if (isNamed(token)) images.set(token, await image.end());
      else await image.discard();
    }
    const unfinished = this.#open && images.get(this.#open.token);
    if (this.#open) images.delete(this.#open.token);
    return { text, images, ...(unfinished && { unfinished }) };
  }

  /** Drops every image that was begun. */
  async discard(): Promise<void> {
    await Promise.allSettled(this.#waits);
    await Promise.all(Array.from(this.#images.values(), (image) => image.discard()));
  }

  async #wait(): Promise<void> {
    await Promise.all(this.#waits);
    this.#waits = [];
  }

  #readOutside(bytes: Buffer, at: number): number {
    const start = bytes.indexOf(quote, at);
    const end = start < 0 ? bytes.length : start + 1;
    this.#text.append(bytes.subarray(at, end));
    const signs = bytes.toString('latin1', at, start < 0 ? end : start).replace(/\s+/g, '');
    this.#between = (this.#between + signs).slice(0, 2);
    if (start >= 0) this.#openString();
    return end;
  }

  #openString(): void {
    const key = this.#between === ':' ? this.#lastString() : undefined;
    this.#mayBeBare = key === 'b64_json';
    this.#place = this.#mayBeBare || key === 'url' ? 'unknown' : 'text';
    this.#string = { start: this.#text.length, end: this.#text.length };
  }

  /** Undefined when it is too long for a key that matters. */
  #lastString(): string | undefined {
    const { start, end } = this.#string;
    return end - start > mostKeyBytes ? undefined : new JsonUnescaper().unescape(this.#text.latin1(start, end));
  }

  #readString(bytes: Buffer, at: number): number {
    const from = this.#isEscaped ? at + 1 : at;
    const closing = closingQuote(bytes, from);
    const isLast = closing >= 0;
    const end = isLast ? closing : bytes.length;
    this.#isEscaped = !isLast && endsInEscape(bytes, from, end);
    const piece = bytes.subarray(at, end);
    if (this.#place === 'image') this.#feed(this.#unescaper.unescape(piece.toString('latin1')), isLast);
    else if (this.#place === 'unknown') this.#readUnknown(piece, isLast);
    else this.#text.append(piece);
    if (isLast) this.#closeString(bytes.subarray(end, end + 1));
    return end + 1;
  }

  #closeString(mark: Uint8Array): void {
    this.#string = { start: this.#string.start, end: this.#text.length };
    this.#text.append(mark);
    this.#open = undefined;
    this.#between = '';
    this.#place = 'outside';
  }

  /** The head is text until it is known to be that of an image. */
  #readUnknown(piece: Buffer, isLast: boolean): void {
    const { start } = this.#string;
    const head = piece.subarray(0, mostHeadBytes - (this.#text.length - start));
    this.#text.append(head);
    if (!isLast && this.#text.length - start < mostHeadBytes) return;
    const rest = piece.subarray(head.length);
    const unescaper = new JsonUnescaper();
    const value = unescaper.unescape(this.#text.latin1(start) + rest.toString('latin1'));
    const prefix = dataUri.exec(value)?.[0];
    if (prefix === undefined && (!this.#mayBeBare || (isLast && blank.test(value)))) {
      this.#place = 'text';
      this.#text.append(rest);
      return;
    }
    this.#text.truncate(start);
    this.#unescaper = unescaper;
    this.#begin();
    this.#feed(value.slice(prefix?.length ?? 0), isLast);
  }

  #begin(): void {
    if (this.#images.size === mostImages) throw answerTooLarge(mostImages * this.#limits.mostImageBytes);
    const token = `${this.#token}-${this.#images.size}`;
    const image = new EncodedImage(this.#sink.begin(), this.#limits.mostImageBytes);
    this.#images.set(token, image);
    this.#text.append(Buffer.from(token));
    this.#open = { token, image };
    this.#place = 'image';
  }

  #feed(base64: string, isLast: boolean): void {
    const wait = this.#open?.image.write(base64, isLast);
    if (wait) this.#waits.push(wait);
  }
}

function namesIn(text: string): (token: string) => boolean {
  const json = parseJson(text);
  if (json === undefined) return () => true;
  const names = new Set<Json>();
  // Without recursion: the text may be nested deeper than the stack.
  for (const open: Json[] = [json]; open.length > 0;) {
    const value = open.pop();
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
    else if (typeof value === 'string') names.add(value);
  }
  return (token) => names.has(token);
}
