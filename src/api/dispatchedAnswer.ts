import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { Take, TransportAnswer } from './transportAnswer.ts';

type Controller = Dispatcher.DispatchController;
type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Sends a request through undici's lowest door, which hands on pieces of the body as they come: its fetch and its
 * streams take twice the time for a large answer (`npm run bench:client`). Rejects when there is no answer.
 */
export async function dispatch(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<TransportAnswer> {
  signal.throwIfAborted();
  const answer = new DispatchedAnswer(signal);
  dispatcher.dispatch(options, answer);
  return answer.started;
}

class DispatchedAnswer implements Dispatcher.DispatchHandler {
  readonly started: Promise<TransportAnswer>;
  readonly #signal: AbortSignal;
  readonly #start = Promise.withResolvers<TransportAnswer>();
  readonly #end = Promise.withResolvers<undefined>();
  #controller: Controller | undefined;
  #take: Take | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    this.started = this.#start.promise;
    // Nobody may be reading yet when the connection breaks.
    this.#end.promise.catch(() => undefined);
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#signal.aborted) this.#onAbort();
  }

  onResponseStart(controller: Controller, status: number, fields: Fields): void {
    if (status < 200) return;
    // Nothing is taken before somebody reads.
    controller.pause();
    const headers = headersOf(fields);
    const encodings = encodingsOf(headers);
    this.#start.resolve({
      ...{ status, headers },
      read: (take) => (encodings.length === 0 ? this.#read(take) : this.#readDecoded(take, encodings)),
      cancel: (reason) => {
        controller.abort(reason);
      },
    });
  }

  onResponseData(controller: Controller, piece: Uint8Array): void {
    // undici hands on nothing when it goes on after a pause: to pause for that would have no end.
    if (piece.length === 0) return;
    try {
      const wait = this.#take?.(piece);
      if (!wait) return;
      controller.pause();
      wait.then(
        () => {
          controller.resume();
        },
        (error: unknown) => {
          controller.abort(asError(error));
        },
      );
    } catch (error) {
      controller.abort(asError(error));
    }
  }

  onResponseEnd(): void {
    this.#settle();
    this.#end.resolve(undefined);
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#settle();
    this.#start.reject(error);
    this.#end.reject(error);
  }

  readonly #onAbort = (): void => {
    this.#controller?.abort(asError(this.#signal.reason));
  };

  #settle(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  #read(take: Take): Promise<void> {
    this.#take = take;
    this.#controller?.resume();
    return this.#end.promise;
  }

  async #readDecoded(take: Take, encodings: readonly string[]): Promise<void> {
    const decoders = encodings.map(decoderFor);
    const encoded = new Readable({ read: () => this.#controller?.resume() });
    const reading = this.#read((piece) => {
      if (!encoded.push(piece)) this.#controller?.pause();
      return undefined;
    });
    reading.then(
      () => encoded.push(null),
      (error: unknown) => encoded.destroy(asError(error)),
    );
    // Its error is that of the loop below.
    const decoded = pipeline([encoded, ...decoders], () => undefined) as unknown as AsyncIterable<Uint8Array>;
    try {
      for await (const piece of decoded) await take(piece);
    } catch (error) {
      this.#controller?.abort(asError(error));
      throw error;
    }
  }
}

/** More have no use but to make small bodies large. */
const mostEncodings = 5;

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** In the order to undo them. Nobody asks for any, but servers and proxies compress all the same. */
function encodingsOf(headers: Pick<Headers, 'get'>): readonly string[] {
  const named = (headers.get('content-encoding') ?? '').toLowerCase().split(',');
  return named
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
}

function decoderFor(encoding: string, index: number): Transform {
  if (index >= mostEncodings) throw new Error(`compressed more than ${mostEncodings} times`);
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decoder) throw new Error(`an encoding that is not read: ${encoding.slice(0, 40)}`);
  return decoder();
}

function headersOf(fields: Fields): Pick<Headers, 'get'> {
  return {
    get: (name) => {
      const value = Object.hasOwn(fields, name.toLowerCase()) ? fields[name.toLowerCase()] : undefined;
      return typeof value === 'object' ? value.join(', ') : (value ?? null);
    },
  };
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
