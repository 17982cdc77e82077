import type { ReadableStream } from 'node:stream/web';
import { GenerationError } from './errors.ts';

export interface BodyLimits {
  readonly mostBytes: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
}

/**
 * The whole body of an answer. Bytes are counted as they are after decompression, so a small compressed answer
 * cannot become a large one. Throws `tooLarge` past the limit and `serverTrouble` when nothing more arrives; the
 * connection is closed then.
 */
export async function readBody(response: Response, { mostBytes, idleMs }: BodyLimits): Promise<Buffer> {
  if (!response.body) return Buffer.alloc(0);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const idle = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    idle.reject(stopped(idleMs));
  }, idleMs);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), idle.promise]);
      if (done) return Buffer.concat(chunks);
      timer.refresh();
      length += value.byteLength;
      if (length > mostBytes) throw tooLarge(mostBytes);
      chunks.push(value);
    }
  } catch (error) {
    // It rejects with what broke the body, which is thrown already.
    void reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function stopped(idleMs: number): GenerationError {
  const message = `The answer stopped: nothing arrived for ${Math.round(idleMs / 100) / 10} s.`;
  return new GenerationError('serverTrouble', message, { mayBeBilled: true });
}

function tooLarge(mostBytes: number): GenerationError {
  const message = `The answer is larger than ${Math.round(mostBytes / 2 ** 20)} MB.`;
  return new GenerationError('tooLarge', message, { mayBeBilled: true });
}
