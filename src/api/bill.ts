import type { ImageRequest } from '../images/image.ts';
import type { AnswerReading } from './answerBody.ts';
import { openableAddress } from './download.ts';
import { costOf, type CataloguePrice, type Cost } from './prices.ts';
import type { Answer } from './wire.ts';

/** What the service answered, and so has charged, whatever becomes of its images. */
export interface Bill {
  readonly images: number;
  /** Absent when no price is known. */
  readonly cost?: Cost;
  /** All of it arrived: no image is still to be fetched, and none broke off. */
  readonly isWhole: boolean;
  /** Where the images are that are still to be fetched, as far as a browser may open them. */
  readonly addresses: readonly string[];
}

interface Service {
  readonly baseUrl: URL;
  /** What its catalogue says of the model. */
  readonly price?: CataloguePrice;
}

export function billOf({ answer, failure }: AnswerReading, request: ImageRequest, { baseUrl, price }: Service): Bill {
  if (failure) return dearestBill({ ...request, count: Math.max(request.count, answer.images.length) }, price);
  // An entry without a trace of an image is no image.
  const images = answer.images.filter((image) => image.kind !== 'failed' || image.salvage).length;
  const cost = costOf(sentRequest(request, answer), images, { usage: answer.usage, price });
  const urls = answer.images.flatMap((image) => (image.kind === 'url' ? [image.url] : []));
  const addresses = urls.flatMap((url) => openableAddress(url, baseUrl) ?? []);
  return { images, addresses, isWhole: urls.length === 0, ...(cost && { cost }) };
}

/** Of an answer that broke off, nobody knows how much of it is charged: all that was asked for, perhaps. */
export function dearestBill(request: ImageRequest, price: CataloguePrice | undefined): Bill {
  const cost = costOf(request, request.count, { price });
  return { images: request.count, isWhole: false, addresses: [], ...(cost && { cost }) };
}

/** What the service says it did beats what was left to it. */
function sentRequest(request: ImageRequest, answer: Answer): ImageRequest {
  const size = request.size ?? answer.size;
  const quality = request.quality ?? answer.quality;
  return { ...request, ...(size && { size }), ...(quality && { quality }) };
}
