import { cancelled, GenerationError } from './errors.ts';

export interface TimeLimits {
  /** From the first byte sent to the last byte received. */
  readonly totalMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
}

/**
 * One signal for all that ends a generation early. Its reason is always a `GenerationError`, so nobody has to guess
 * from an error's name who aborted: a proxy that refuses looks like a cancel, too.
 */
export class Deadline {
  readonly idleMs: number;
  readonly #controller = new AbortController();
  readonly #cancel: AbortSignal;
  readonly #total: NodeJS.Timeout;

  constructor(cancel: AbortSignal, { totalMs, idleMs }: TimeLimits) {
    this.idleMs = idleMs;
    this.#cancel = cancel;
    this.#total = setTimeout(() => {
      this.#controller.abort(timedOut(totalMs));
    }, totalMs);
    if (cancel.aborted) this.#onCancel();
    else cancel.addEventListener('abort', this.#onCancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What ended the generation early; undefined while nothing did. */
  get reason(): GenerationError | undefined {
    return this.signal.aborted ? (this.signal.reason as GenerationError) : undefined;
  }

  dispose(): void {
    clearTimeout(this.#total);
    this.#cancel.removeEventListener('abort', this.#onCancel);
  }

  readonly #onCancel = (): void => {
    this.#controller.abort(cancelled(true));
  };
}

function timedOut(totalMs: number): GenerationError {
  const message = `No image after ${Math.round(totalMs / 100) / 10} s.`;
  return new GenerationError('serverTrouble', message, { mayBeBilled: true });
}
