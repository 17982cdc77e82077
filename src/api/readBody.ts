import { GenerationError } from './errors.ts';
import { answerTooLarge } from './scanLimits.ts';
import type { Take, TransportAnswer } from './transportAnswer.ts';

type Body = Pick<TransportAnswer, 'read' | 'cancel'>;

export interface BodyLimits {
  readonly mostBytes: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
}

/**
 * Hands on the body of an answer piece by piece. `take` says when it wants more. Bytes are counted as they are after
 * decompression, so a small compressed answer cannot become a large one. Throws `tooLarge` past the limit and
 * `serverTrouble` when nothing more arrives; the connection is closed then.
 */
export async function streamBody(answer: Body, { mostBytes, idleMs }: BodyLimits, take: Take): Promise<void> {
  const timer = setTimeout(() => {
    answer.cancel(stopped(idleMs));
  }, idleMs);
  let length = 0;
  try {
    await answer.read((piece) => {
      timer.refresh();
      length += piece.byteLength;
      if (length > mostBytes) throw answerTooLarge(mostBytes);
      return take(piece);
    });
  } catch (error) {
    answer.cancel(error instanceof Error ? error : new Error(String(error)));
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The whole body, for answers that are small. */
export async function readBody(answer: Body, limits: BodyLimits): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await streamBody(answer, limits, (chunk) => {
    chunks.push(chunk);
    return undefined;
  });
  return Buffer.concat(chunks);
}

function stopped(idleMs: number): GenerationError {
  const message = `The answer stopped: nothing arrived for ${Math.round(idleMs / 100) / 10} s.`;
  return new GenerationError('serverTrouble', message, { mayBeBilled: true });
}
