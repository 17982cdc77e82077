import { AnswerScanner, type ScannedAnswer } from './answerScanner.ts';
import type { ImageSink } from './imageSink.ts';
import type { ScanLimits } from './scanLimits.ts';

/** A server-sent event. */
export interface ScannedEvent {
  /** Its `event` field, cut where it is long; empty when it has none. */
  readonly name: string;
  readonly answer: ScannedAnswer;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;
const space = 0x20;

/** Of names of fields and of events; those that matter are shorter. */
const mostNameLength = 64;

/**
 * Reads server-sent events while they arrive, as https://html.spec.whatwg.org/multipage/server-sent-events.html frames
 * them. The framing is our own because parsers of events hold a line as text, and here a line is an image.
 */
export class EventScanner {
  readonly #sink: ImageSink;
  readonly #limits: ScanLimits;
  readonly #onEvent: (event: ScannedEvent) => Promise<void>;

  /** The data of the event so far; absent before its first line of data. */
  #answer: AnswerScanner | undefined;
  /** Its bytes, one character each. */
  #name = '';

  #field = '';
  #place: 'field' | 'start of value' | 'value' = 'field';
  #isFirstLine = true;
  #isAfterReturn = false;

  constructor(sink: ImageSink, limits: ScanLimits, onEvent: (event: ScannedEvent) => Promise<void>) {
    this.#sink = sink;
    this.#limits = limits;
    this.#onEvent = onEvent;
  }

  /**
   * Resolves when the sink can take more and the events are dealt with. Rejects with `tooLarge` past a limit, which
   * holds for each event. After a failure only `discard` may be called.
   */
  async write(chunk: Uint8Array): Promise<void> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let feed = -1;
    for (let at = 0; at < bytes.length;) {
      // Asked again only once it is passed, or lines that end in CR alone would take quadratic time.
      if (feed < at) feed = indexOrEnd(bytes, lineFeed, at);
      const end = at + indexOrEnd(bytes.subarray(at, feed), carriageReturn, 0);
      const isFeedOfReturn = this.#isAfterReturn && feed === at;
      this.#isAfterReturn = false;
      if (!isFeedOfReturn) {
        if (end > at) await this.#readLine(bytes.subarray(at, end));
        if (end < bytes.length) await this.#endLine();
        this.#isAfterReturn = bytes[end] === carriageReturn;
      }
      at = end + 1;
    }
  }

  /**
   * An event that no blank line follows is told, too: the standard drops it, but it may hold a paid image. When it was
   * cut off, its text is no JSON.
   */
  async end(): Promise<void> {
    await this.#dispatch();
  }

  async discard(): Promise<void> {
    await this.#answer?.discard();
  }

  /** A piece of a line, not empty. */
  async #readLine(bytes: Buffer): Promise<void> {
    let value = bytes;
    if (this.#place === 'field') {
      const end = indexOrEnd(bytes, colon, 0);
      this.#field = (this.#field + bytes.toString('latin1', 0, Math.min(end, mostNameLength))).slice(0, mostNameLength);
      if (end === bytes.length) return;
      await this.#openValue();
      value = bytes.subarray(end + 1);
    }
    if (this.#place === 'start of value' && value.length > 0) {
      this.#place = 'value';
      if (value[0] === space) value = value.subarray(1);
    }
    if (this.#field === 'data') await this.#answer?.write(value);
    if (this.#field === 'event')
      this.#name = (this.#name + value.toString('latin1', 0, mostNameLength)).slice(0, mostNameLength);
  }

  async #openValue(): Promise<void> {
    if (this.#isFirstLine) this.#field = this.#field.replace(/^\xEF\xBB\xBF/, '');
    this.#place = 'start of value';
    if (this.#field === 'event') this.#name = '';
    if (this.#field !== 'data') return;
    if (this.#answer) await this.#answer.write(Buffer.of(lineFeed));
    this.#answer ??= new AnswerScanner(this.#sink, this.#limits);
  }

  async #endLine(): Promise<void> {
    if (this.#place === 'field') {
      if (this.#field === '') await this.#dispatch();
      else await this.#openValue();
    }
    this.#field = '';
    this.#place = 'field';
    this.#isFirstLine = false;
  }

  async #dispatch(): Promise<void> {
    const answer = await this.#answer?.end();
    const name = Buffer.from(this.#name, 'latin1').toString('utf8');
    this.#answer = undefined;
    this.#name = '';
    if (answer) await this.#onEvent({ name, answer });
  }
}

function indexOrEnd(bytes: Buffer, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index < 0 ? bytes.length : index;
}
