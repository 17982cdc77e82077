import type { ImageContent } from '../images/imageContent.ts';
import { AnswerScanner } from './answerScanner.ts';
import type { Deadline } from './deadline.ts';
import { mostImageBytes } from './download.ts';
import { GenerationError } from './errors.ts';
import { EventScanner } from './eventScanner.ts';
import { reportsFailure } from './failureDetails.ts';
import { failureOf, unreadable, type Asked } from './failures.ts';
import type { ImageSink } from './imageSink.ts';
import { parseJson } from './json.ts';
import { networkFailure } from './networkFailure.ts';
import { readBody, streamBody } from './readBody.ts';
import { StreamedAnswer } from './streamedAnswer.ts';
import type { TransportAnswer } from './transportAnswer.ts';
import { imageOf, readAnswer, type Answer, type AnsweredImage } from './wire.ts';

export interface AnswerReading {
  readonly answer: Answer;
  /** What ended the answer before its end. What is in it came whole. */
  readonly failure?: GenerationError;
}

export interface ReadingWays {
  readonly sink: ImageSink;
  readonly deadline: Deadline;
  readonly asked: Asked;
  /** How many images were asked for. */
  readonly count: number;
}

const mostTextBytes = 4 * 2 ** 20;
const limits = { mostImageBytes, mostTextBytes };

/** Reads an answer while it arrives. Throws a `GenerationError` when there is no image in it. */
export async function readAnswerBody(answer: TransportAnswer, ways: ReadingWays): Promise<AnswerReading> {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return isStream(answer) ? readStream(answer, ways) : readJson(answer, ways);
  const body = await readBody(answer, { mostBytes: mostTextBytes, idleMs: ways.deadline.idleMs });
  throw failureOf({ status, headers, body: body.toString('utf8') }, ways.asked);
}

const isStream = ({ headers }: TransportAnswer): boolean =>
  headers.get('content-type')?.includes('event-stream') === true;

async function readJson(answer: TransportAnswer, ways: ReadingWays): Promise<AnswerReading> {
  const { status, headers } = answer;
  const scanner = new AnswerScanner(ways.sink, limits);
  const broken = await pump(answer, scanner, ways);
  const { text, images, unfinished } = await scanner.end();
  const failed = { status, headers, body: text };
  const json = broken ? undefined : parseJson(text);
  if (json === undefined) {
    const arrived = Array.from(images.values(), imageOf);
    return whatCame({ images: arrived }, broken ?? unreadable(failed, ways.asked), unfinished?.content);
  }
  if (reportsFailure(json)) throw failureOf(failed, ways.asked);
  return { answer: readAnswer(json, images) };
}

/** Nobody asks for events, but gateways send them. */
async function readStream(answer: TransportAnswer, ways: ReadingWays): Promise<AnswerReading> {
  const { status, headers } = answer;
  const collected = new StreamedAnswer((content) => {
    ways.sink.forget(content);
  });
  const scanner = new EventScanner(ways.sink, limits, (event) => {
    collected.take(event);
    return Promise.resolve();
  });
  const broken = await pump(answer, scanner, ways);
  await scanner.end();
  const outcome = collected.outcome();
  if ('failure' in outcome) throw broken ?? failureOf({ status, headers, body: outcome.failure }, ways.asked);
  if (!broken) return { answer: outcome };
  const salvage = outcome.images.find((image) => image.kind === 'failed')?.salvage;
  return whatCame({ ...outcome, images: outcome.images.filter(isImage) }, broken, salvage);
}

/** A connection that breaks ends the reading, but does not take what arrived: its failure is answered. */
async function pump(
  answer: TransportAnswer,
  scanner: Pick<AnswerScanner, 'write'>,
  { deadline, asked, count }: ReadingWays,
): Promise<GenerationError | undefined> {
  try {
    const most = { mostBytes: mostAnswerBytes(count), idleMs: deadline.idleMs };
    await streamBody(answer, most, (chunk) => scanner.write(chunk));
    return undefined;
  } catch (error) {
    return networkFailure(error, asked.host, deadline);
  }
}

/**
 * Of an answer that broke off, whole images are images; the one it broke off in may still be of use, unless the user
 * wanted it to break off.
 */
function whatCame(answer: Answer, { kind, message, facts }: GenerationError, salvage?: ImageContent): AnswerReading {
  const hasSalvage = kind !== 'cancelled' && salvage !== undefined && salvage.length > 0;
  const failure = new GenerationError(kind, message, { ...facts, ...(hasSalvage && { salvage }) });
  if (answer.images.length === 0) throw failure;
  return { answer, failure };
}

const isImage = ({ kind }: AnsweredImage): boolean => kind !== 'failed';

/** Base64 takes four letters for three bytes; the rest is room for the JSON around it. */
function mostAnswerBytes(images: number): number {
  return images * mostImageBytes * 1.4 + mostTextBytes;
}
