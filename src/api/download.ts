import { isPrivateHost } from './addresses.ts';
import type { ImageContent } from '../images/imageContent.ts';
import type { Deadline } from './deadline.ts';
import { GenerationError } from './errors.ts';
import type { ImageSink } from './imageSink.ts';
import { networkFailure } from './networkFailure.ts';
import { streamBody } from './readBody.ts';
import { retryAfter } from './retryAfter.ts';
import type { Transport } from './transport.ts';
import type { TransportAnswer } from './transportAnswer.ts';

const mostRedirects = 3;

/** The largest image, in bytes. */
export const mostImageBytes = 64 * 2 ** 20;

export interface DownloadRoad {
  readonly transport: Transport;
  readonly baseUrl: URL;
  readonly deadline: Deadline;
  readonly sink: ImageSink;
}

/**
 * Fetches the bytes that an answer's address stands for: without the key, over https, from public hosts only. The
 * base URL's own host is trusted with both, as local servers answer with addresses of their own.
 */
export async function downloadImage(address: string, road: DownloadRoad): Promise<ImageContent> {
  let url = checkedUrl(address, road.baseUrl, road.baseUrl);
  for (let redirects = 0; ; redirects++) {
    const answer = await get(url, road);
    if (!('location' in answer)) return answer;
    if (redirects === mostRedirects) throw bad(`${url.host} redirects more than ${mostRedirects} times.`);
    url = checkedUrl(answer.location, url, road.baseUrl);
  }
}

/** What the user has to know beyond the failure: the image exists and was billed, and where it may still be had. */
export function lostImage(error: GenerationError, address: string, { baseUrl }: Pick<DownloadRoad, 'baseUrl'>) {
  if (error.kind === 'cancelled') return error;
  const imageUrl = openableAddress(address, baseUrl);
  return new GenerationError(error.kind, `The image was made, but could not be fetched. ${error.message}`, {
    ...error.facts,
    mayBeBilled: true,
    ...(imageUrl !== undefined && { imageUrl }),
  });
}

/** The address of an image as a browser may open it; undefined for one that leads into a private network or to no page. */
export function openableAddress(address: string, baseUrl: URL): string | undefined {
  const url = URL.parse(address, baseUrl.href);
  return url && /^https?:$/.test(url.protocol) && isAllowedHost(url, baseUrl) ? url.href : undefined;
}

async function get(
  url: URL,
  { transport, baseUrl, deadline, sink }: DownloadRoad,
): Promise<ImageContent | { readonly location: string }> {
  try {
    const response = await transport(url.href, {
      method: 'GET',
      headers: { accept: 'image/*' },
      signal: deadline.signal,
      publicOnly: url.hostname !== baseUrl.hostname,
    });
    const location = response.headers.get('location');
    if (response.status >= 200 && response.status < 300) return await intoSink(response, sink, deadline);
    response.cancel(new Error('Its body is of no use.'));
    if (response.status >= 300 && response.status < 400 && location) return { location };
    throw refusal(response, url);
  } catch (error) {
    throw networkFailure(error, url.host, deadline);
  }
}

async function intoSink(answer: TransportAnswer, sink: ImageSink, { idleMs }: Deadline): Promise<ImageContent> {
  const image = sink.begin();
  try {
    await streamBody(answer, { mostBytes: mostImageBytes, idleMs }, (chunk) => image.write(chunk));
  } catch (error) {
    await image.discard();
    throw error;
  }
  return image.end();
}

function refusal({ status, headers }: TransportAnswer, { host }: URL): GenerationError {
  const retryAfterMs = retryAfter(headers);
  const facts = { status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (status >= 500 || status === 429 || status === 408)
    return new GenerationError('serverTrouble', `${host} is in trouble (${status}).`, facts);
  const isExpired = status === 403 || status === 404 || status === 410;
  const reason = isExpired ? `, so the address has probably expired` : '';
  return new GenerationError('badAnswer', `${host} answered ${status}${reason}.`, facts);
}

function checkedUrl(address: string, from: URL, baseUrl: URL): URL {
  const url = URL.parse(address, from.href);
  if (!url) throw bad('The address of the image is none.');
  const isOwnHttp = url.protocol === 'http:' && baseUrl.protocol === 'http:' && url.hostname === baseUrl.hostname;
  if (url.protocol !== 'https:' && !isOwnHttp)
    throw bad(`Only https addresses are fetched, and this one begins with ${url.protocol.slice(0, 20)}`);
  if (!isAllowedHost(url, baseUrl)) throw bad(`${url.host} leads into a private network.`);
  url.username = '';
  url.password = '';
  return url;
}

function isAllowedHost(url: URL, baseUrl: URL): boolean {
  return url.hostname === baseUrl.hostname || !isPrivateHost(url.hostname);
}

const bad = (message: string): GenerationError => new GenerationError('badAnswer', message);
