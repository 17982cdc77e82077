import type { ReadableStream } from 'node:stream/web';

/** Takes pieces of a body. What it answers is waited for before the next piece comes. */
export type Take = (piece: Uint8Array) => Promise<void> | undefined;

/** An answer whose body is still on its way. It is to be read to its end, or cancelled. */
export interface TransportAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  /** Hands on the body as it is after decompression, once. Rejects when it breaks, or when `take` does. */
  read(take: Take): Promise<void>;
  /** Closes the connection; whoever reads gets the reason. */
  cancel(reason: Error): void;
}

/** What fetch answers, as every road does. */
export function answerOf({ status, headers, body }: Response): TransportAnswer {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  let cancelledBy: Error | undefined;
  return {
    ...{ status, headers },
    read: async (take) => {
      for (;;) {
        const piece = await reader?.read();
        if (cancelledBy) throw cancelledBy;
        if (!piece || piece.done) return;
        await take(piece.value);
      }
    },
    cancel: (reason) => {
      cancelledBy = reason;
      void reader?.cancel(reason).catch(() => undefined);
    },
  };
}
