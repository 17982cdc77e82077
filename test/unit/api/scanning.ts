import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { AnswerScanner, type ScannedAnswer } from '../../../src/api/answerScanner.ts';
import { EventScanner } from '../../../src/api/eventScanner.ts';
import type { ScannedImage } from '../../../src/api/encodedImage.ts';
import type { ImageSink } from '../../../src/api/imageSink.ts';
import type { ScanLimits } from '../../../src/api/scanLimits.ts';
import type { ImageContent } from '../../../src/images/imageContent.ts';
import { MemorySink } from './memorySink.ts';

// Answers fed to the scanners in pieces.

export const ample: ScanLimits = { mostImageBytes: 2 ** 20, mostTextBytes: 2 ** 20 };

/** Lengths of the pieces that something comes in, over and over. */
export type Cuts = readonly number[];

export const anyCuts: fc.Arbitrary<Cuts> = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
  fc.constant([1]),
  fc.constant([2 ** 30]),
);

export function* cut(bytes: Uint8Array, cuts: Cuts): Generator<Uint8Array> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const length = cuts[index % cuts.length] ?? 1;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

export interface Scanned extends ScannedAnswer {
  readonly sink: MemorySink;
}

export async function scanAnswer(body: string | Uint8Array, cuts: Cuts = [7], limits = ample): Promise<Scanned> {
  const sink = new MemorySink();
  const scanner = new AnswerScanner(sink, limits);
  for (const chunk of cut(Buffer.from(body), cuts)) await scanner.write(chunk);
  return { ...(await scanner.end()), sink };
}

export interface ShownEvent {
  readonly name: string;
  readonly data: string;
}

/** Every event, images standing in their data as base64 again. */
export async function scanEvents(body: string | Uint8Array, cuts: Cuts = [7], limits = ample): Promise<ShownEvent[]> {
  const sink = new MemorySink();
  const events: ShownEvent[] = [];
  const scanner = new EventScanner(sink, limits, async ({ name, answer }) => {
    let data = answer.text;
    for (const [token, image] of answer.images)
      data = data.replace(token, (await bytesOf(image.content)).toString('base64'));
    events.push({ name, data });
  });
  for (const chunk of cut(Buffer.from(body), cuts)) await scanner.write(chunk);
  await scanner.end();
  return events;
}

export async function bytesOf(content: ImageContent): Promise<Buffer> {
  return Buffer.from(await content.read(0, content.length));
}

/** Bytes as text of one character each, with a mark where they are damaged. */
export async function shownImage({ content, isDamaged }: ScannedImage): Promise<string> {
  return `${(await bytesOf(content)).toString('latin1')}${isDamaged ? ' (damaged)' : ''}`;
}

/** Keeps nothing, so that what is held is held by others. */
export const forgetfulSink: ImageSink = {
  begin: () => ({ ...new MemorySink().begin(), write: () => undefined }),
  forget: () => undefined,
};

/** By the program, after a collection of garbage. */
export async function bytesHeld(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  // Buffers are given back a little later.
  await setImmediate();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
