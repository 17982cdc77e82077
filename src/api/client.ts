import { constants } from 'node:buffer';
import type { GeneratedImage, ImageRequest } from '../images/image.ts';
import { imageSize, imageType, isComplete } from '../images/imageType.ts';
import { routeOf } from './baseUrl.ts';
import { Deadline, type TimeLimits } from './deadline.ts';
import { downloadImage, lostImage, mostImageBytes } from './download.ts';
import { cancelled, GenerationError } from './errors.ts';
import { reportsFailure } from './failureDetails.ts';
import { failureOf, unreadable } from './failures.ts';
import { parseJson } from './json.ts';
import { networkFailure } from './networkFailure.ts';
import { costOf } from './prices.ts';
import { readBody } from './readBody.ts';
import { quotable } from './redact.ts';
import { isFreeToRepeat, isSafeToRepeat, realPatience, withRetries, type Patience, type RetryPolicy } from './retry.ts';
import type { Transport } from './transport.ts';
import { readAnswer, wireBody, type Answer, type AnsweredImage } from './wire.ts';

/** Where requests go, and with what. */
export interface ServiceAccess {
  /** As `readBaseUrl` gives it. */
  readonly baseUrl: URL;
  /** Absent for servers on this machine that ask for none. */
  readonly key?: string;
  readonly limits: TimeLimits;
}

/** What one request came to: an answer of several images may hold good and failed ones. */
export interface GeneratedBatch {
  readonly images: readonly GeneratedImage[];
  readonly failures: readonly GenerationError[];
}

interface ClientParts {
  readonly transport: Transport;
  /** One line for the log, without any secret. */
  readonly log: (line: string) => void;
  readonly patience?: Patience;
}

/** One request in, images out. */
export class ImageClient {
  readonly #transport: Transport;
  readonly #log: (line: string) => void;
  readonly #patience: Patience;

  constructor({ transport, log, patience = realPatience }: ClientParts) {
    this.#transport = transport;
    this.#log = log;
    this.#patience = patience;
  }

  /** Throws a `GenerationError` when no image came of it; see `checkRequest` for what must hold before. */
  async generate(request: ImageRequest, access: ServiceAccess, cancel: AbortSignal): Promise<GeneratedBatch> {
    checkKey(access.key);
    if (cancel.aborted) throw cancelled(false);
    const deadline = new Deadline(cancel, access.limits);
    try {
      const answer = await this.#retrying(() => this.#post(request, access, deadline), deadline, isSafeToRepeat);
      return await this.#collect(answer, { request, access, deadline });
    } finally {
      deadline.dispose();
    }
  }

  async #post(request: ImageRequest, access: ServiceAccess, deadline: Deadline): Promise<Answer> {
    const { baseUrl, key } = access;
    const asked = { model: request.model, host: baseUrl.host, ...(key && { key }) };
    const answer = await this.#exchange(request, access, deadline);
    if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, asked);
    const json = parseJson(answer.body);
    if (json === undefined) throw unreadable(answer, asked);
    if (reportsFailure(json)) throw failureOf(answer, asked);
    return readAnswer(json);
  }

  async #exchange(request: ImageRequest, { baseUrl, key }: ServiceAccess, deadline: Deadline) {
    try {
      const response = await this.#transport(routeOf(baseUrl, 'images/generations'), {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          ...(key && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(wireBody(request)),
        signal: deadline.signal,
      });
      const body = await readBody(response, { mostBytes: mostAnswerBytes(request.count), idleMs: deadline.idleMs });
      return { status: response.status, headers: response.headers, body: body.toString('utf8') };
    } catch (error) {
      throw networkFailure(error, baseUrl.host, deadline);
    }
  }

  async #collect(answer: Answer, circumstances: Circumstances): Promise<GeneratedBatch> {
    const { request, access, deadline } = circumstances;
    const cost = costOf(sentRequest(request, answer), answer.images.length, answer.usage);
    const facts = {
      ...(answer.model && { answeredModel: answer.model }),
      ...(cost !== undefined && { cost: cost / answer.images.length }),
    };
    const results = await Promise.allSettled(
      answer.images.map(async (image) => imageOf(await this.#bytesOf(image, circumstances), { image, facts })),
    );
    const images = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [networkFailure(result.reason, access.baseUrl.host, deadline)] : [],
    );
    const [failure] = failures;
    if (images.length === 0 && failure) throw failure;
    return { images, failures };
  }

  async #bytesOf(image: AnsweredImage, { access, deadline }: Circumstances): Promise<Uint8Array> {
    const road = { transport: this.#transport, baseUrl: access.baseUrl, deadline };
    switch (image.kind) {
      case 'bytes':
        return image.bytes;
      case 'url':
        try {
          return await this.#retrying(() => downloadImage(image.url, road), deadline, isFreeToRepeat);
        } catch (error) {
          throw lostImage(networkFailure(error, access.baseUrl.host, deadline), image.url, road);
        }
      case 'failed':
        throw badImage(image.said ? `${image.reason} It says: ${quotable(image.said, access.key)}` : image.reason);
    }
  }

  #retrying<T>(
    attempt: () => Promise<T>,
    deadline: Deadline,
    isWorthRepeating: RetryPolicy['isWorthRepeating'],
  ): Promise<T> {
    return withRetries(attempt, deadline, {
      patience: this.#patience,
      isWorthRepeating,
      onRetry: (error, waitMs) => {
        this.#log(`Trying again in ${Math.round(waitMs)} ms: ${error.message}`);
      },
    });
  }
}

interface Circumstances {
  readonly request: ImageRequest;
  readonly access: ServiceAccess;
  readonly deadline: Deadline;
}

/** Anything else makes fetch throw an error that quotes the key. */
function checkKey(key: string | undefined): void {
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new GenerationError('keyRejected', 'The API key holds characters that no key has. Set it again.');
}

/** Base64 takes four letters for three bytes; the rest is room for the JSON around it. */
function mostAnswerBytes(images: number): number {
  return Math.min(images * mostImageBytes * 1.4, constants.MAX_STRING_LENGTH);
}

function imageOf(
  bytes: Uint8Array,
  { image, facts }: { image: AnsweredImage; facts: Pick<GeneratedImage, 'answeredModel' | 'cost'> },
): GeneratedImage {
  const type = imageType(bytes);
  if (!type)
    throw badImage('What the service sent as an image is of no known kind.', isBinary(bytes) ? bytes : undefined);
  if (!isComplete(bytes, type)) throw badImage('The image arrived cut off.', bytes);
  const size = imageSize(bytes, type);
  return {
    bytes,
    type,
    ...(size && { size }),
    ...(image.revisedPrompt && { revisedPrompt: image.revisedPrompt }),
    ...facts,
  };
}

/** What the service says it did beats what was left to it. */
function sentRequest(request: ImageRequest, answer: Answer): ImageRequest {
  const size = request.size ?? answer.size;
  const quality = request.quality ?? answer.quality;
  return { ...request, ...(size && { size }), ...(quality && { quality }) };
}

/** A web page or nothing is worth nothing; an image of a kind that we do not know may be. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 512).includes(0);
}

function badImage(message: string, salvage?: Uint8Array): GenerationError {
  return new GenerationError('badAnswer', message, { mayBeBilled: true, ...(salvage && { salvage }) });
}
