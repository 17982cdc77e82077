import { examineImage } from '../images/examineImage.ts';
import type { GeneratedImage, ImageRequest } from '../images/image.ts';
import type { ImageContent } from '../images/imageContent.ts';
import { readAnswerBody, type AnswerReading } from './answerBody.ts';
import { routeOf } from './baseUrl.ts';
import { billOf, dearestBill, type Bill } from './bill.ts';
import { Deadline, type TimeLimits } from './deadline.ts';
import { downloadImage, lostImage } from './download.ts';
import { cancelled, GenerationError } from './errors.ts';
import type { ImageSink } from './imageSink.ts';
import { networkFailure } from './networkFailure.ts';
import type { CataloguePrice } from './prices.ts';
import { quotable, Redactor } from './redact.ts';
import { isFreeToRepeat, isSafeToRepeat, realPatience, withRetries, type Patience, type RetryPolicy } from './retry.ts';
import type { Transport } from './transport.ts';
import { wireBody, type AnsweredImage } from './wire.ts';

/** Where requests go, and with what. */
export interface ServiceAccess {
  /** As `readBaseUrl` gives it. */
  readonly baseUrl: URL;
  /** Absent for servers on this machine that ask for none. */
  readonly key?: string;
  readonly limits: TimeLimits;
  /** What the service's catalogue says of the model. */
  readonly price?: CataloguePrice;
}

/** What one request came to: an answer of several images may hold good and failed ones. */
export interface GeneratedBatch {
  readonly images: readonly GeneratedImage[];
  readonly failures: readonly GenerationError[];
}

export interface GenerationWays {
  readonly cancel: AbortSignal;
  /** Takes the images while they arrive. */
  readonly sink: ImageSink;
  readonly onBill?: (bill: Bill) => Promise<void>;
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
  async generate(
    request: ImageRequest,
    access: ServiceAccess,
    { cancel, sink, onBill }: GenerationWays,
  ): Promise<GeneratedBatch> {
    checkKey(access.key);
    if (cancel.aborted) throw cancelled(false);
    const deadline = new Deadline(cancel, access.limits);
    const circumstances = { request, access, sink, deadline };
    try {
      const post = async (): Promise<AnswerReading> => this.#post(circumstances);
      const reading = await this.#retrying(post, deadline, isSafeToRepeat).catch(async (error: unknown) => {
        // A piece of an image was paid for like a whole one.
        if (error instanceof GenerationError && error.facts.salvage) await onBill?.(dearestBill(request, access.price));
        throw error;
      });
      const bill = billOf(reading, request, access);
      if (bill.images > 0 || reading.answer.usage) await onBill?.(bill);
      return await this.#collect(reading, bill, circumstances);
    } finally {
      deadline.dispose();
    }
  }

  async #post({ request, access, sink, deadline }: Circumstances): Promise<AnswerReading> {
    const { baseUrl, key } = access;
    const asked = { model: request.model, host: baseUrl.host, ...(key && { key }) };
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
      return await readAnswerBody(response, { sink, deadline, asked, count: request.count });
    } catch (error) {
      throw networkFailure(error, baseUrl.host, deadline);
    }
  }

  async #collect(
    { answer, failure }: AnswerReading,
    { images: paid, cost }: Bill,
    circumstances: Circumstances,
  ): Promise<GeneratedBatch> {
    const { access, deadline } = circumstances;
    const facts = {
      ...(answer.model && { answeredModel: quotable(answer.model, access.key, 200) }),
      ...(cost && { cost: cost.dollars / paid, costBasis: cost.basis }),
    };
    const results = await Promise.allSettled(
      answer.images.map(async (image) => {
        const content = await this.#contentOf(image, circumstances);
        return { ...(await readImage(content, circumstances)), ...promptOf(image, access.key), ...facts };
      }),
    );
    const images = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [networkFailure(result.reason, access.baseUrl.host, deadline)] : [],
    );
    if (failure) failures.push(failure);
    const [first] = failures;
    if (images.length === 0 && failures.length === 1 && first) throw first;
    return { images, failures };
  }

  async #contentOf(image: AnsweredImage, { access, sink, deadline }: Circumstances): Promise<ImageContent> {
    const road = { transport: this.#transport, baseUrl: access.baseUrl, deadline, sink };
    switch (image.kind) {
      case 'content':
        return image.content;
      case 'url':
        try {
          return await this.#retrying(() => downloadImage(image.url, road), deadline, isFreeToRepeat);
        } catch (error) {
          throw lostImage(networkFailure(error, access.baseUrl.host, deadline), image.url, road);
        }
      case 'failed':
        throw badImage(
          image.said ? `${image.reason} It says: ${quotable(image.said, access.key)}` : image.reason,
          image.salvage,
        );
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
  readonly sink: ImageSink;
  readonly deadline: Deadline;
}

/** Anything else makes fetch throw an error that quotes the key. */
function checkKey(key: string | undefined): void {
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new GenerationError('keyRejected', 'The API key holds characters that no key has. Set it again.');
}

async function readImage(
  content: ImageContent,
  { request }: Circumstances,
): Promise<Pick<GeneratedImage, 'content' | 'type' | 'size'>> {
  const { type, size, isComplete, isBinary } = await examineImage(content).catch((error: unknown) => {
    throw badImage(`The image arrived, but cannot be read back from the disk (${String(error)}).`, content);
  });
  if (!type) throw badImage('What the service sent as an image is of no known kind.', isBinary ? content : undefined);
  if (!isComplete) throw badImage('The image arrived cut off.', content);
  if (type === 'svg' && request.outputFormat !== 'svg')
    throw badImage('The service sent an SVG, which may hold a script and was not asked for.', content);
  return { content, type, ...(size && { size }) };
}

/** A service that repeats the key does not get it into a recipe. */
function promptOf({ revisedPrompt }: AnsweredImage, key: string | undefined): Pick<GeneratedImage, 'revisedPrompt'> {
  if (!revisedPrompt) return {};
  const redactor = new Redactor();
  if (key) redactor.hide(key);
  return { revisedPrompt: redactor.clean(revisedPrompt) };
}

function badImage(message: string, salvage?: ImageContent): GenerationError {
  return new GenerationError('badAnswer', message, { mayBeBilled: true, ...(salvage && { salvage }) });
}
