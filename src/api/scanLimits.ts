import { GenerationError } from './errors.ts';

/** What an answer may grow to while it is read. */
export interface ScanLimits {
  /** Of one image, decoded. */
  readonly mostImageBytes: number;
  /** Of everything else, images counting as a short token. */
  readonly mostTextBytes: number;
}

export function answerTooLarge(mostBytes: number): GenerationError {
  const message = `The answer is larger than ${Math.round(mostBytes / 2 ** 20)} MB.`;
  return new GenerationError('tooLarge', message, { mayBeBilled: true });
}
