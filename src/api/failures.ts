import { defaultBaseUrl } from './baseUrl.ts';
import { GenerationError, type FailureKind } from './errors.ts';
import { failureDetails } from './failureDetails.ts';
import { failureMeaning } from './failureRules.ts';
import { parseJson } from './json.ts';
import { quotable } from './redact.ts';
import { retryAfter } from './retryAfter.ts';

/** An answer without an image. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: string;
}

/** Whom the answer came for; the key is needed to keep it out of the message. */
export interface Asked {
  readonly model: string;
  readonly host: string;
  readonly key?: string;
}

/** The error for an answer that reports one, by its status or its words. */
export function failureOf(answer: FailedAnswer, asked: Asked): GenerationError {
  const { status, headers, body } = answer;
  const { message, code, parameter, requestId = requestIdOf(headers) } = failureDetails(parseJson(body));
  const { kind, mayBeBilled } = failureMeaning(status, code, message);
  const retryAfterMs = retryAfter(headers);
  const said = quotable(message ?? textOfPlainBody(body), asked.key);
  const words = sentence(kind, { ...asked, status, again: whenAgain(retryAfterMs) });
  return new GenerationError(
    kind === 'keyRejected' && status === 401 && !asked.key ? 'keyMissing' : kind,
    said ? `${words} It says: ${said}` : words,
    {
      status,
      ...(code && { code: quotable(code, asked.key, 80) }),
      ...(parameter && { parameter: quotable(parameter, asked.key, 80) }),
      ...(requestId && { requestId: quotable(requestId, asked.key, 120) }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(mayBeBilled && { mayBeBilled }),
    },
  );
}

/** The error for a success whose body is no JSON. */
export function unreadable({ status, body }: FailedAnswer, { host, key, model }: Asked): GenerationError {
  const bad = (what: string) =>
    new GenerationError('badAnswer', `${host} answered with ${what}`, { status, mayBeBilled: true });
  if (body.trim() === '') return bad(`nothing (${status}).`);
  if (/^\uFEFF?\s*[[{]/.test(body)) return bad(`broken JSON (${status}).`);
  const words = sentence('wrongAddress', { host, model, status, again: '' });
  return new GenerationError('wrongAddress', `${words} It says: ${quotable(textOfPlainBody(body), key)}`, { status });
}

function requestIdOf(headers: Pick<Headers, 'get'>): string | undefined {
  return headers.get('x-request-id') ?? headers.get('x-oneapi-request-id') ?? undefined;
}

/** A page of a proxy or of a website says little; its title says most. */
function textOfPlainBody(body: string): string {
  if (!/^\uFEFF?\s*</.test(body)) return body;
  return /<title[^>]*>([^<]*)<\/title>/i.exec(body.slice(0, 20_000))?.[1] ?? 'a web page';
}

interface Circumstances extends Asked {
  readonly status: number;
  readonly again: string;
}

function sentence(kind: FailureKind, { host, model, status, key, again }: Circumstances): string {
  switch (kind) {
    case 'keyRejected':
      if (status !== 401) return `${host} does not allow this with the API key (${status}).`;
      return key
        ? `${host} refused the API key (401): it is wrong, expired, or out of credit.`
        : `${host} asks for an API key (401).`;
    case 'outOfCredit':
      return `The account at ${host} is out of credit (${status}).`;
    case 'rateLimited':
      return `${host} asks for fewer requests (${status})${again}.`;
    case 'promptRefused':
      return 'The safety filter refused the prompt.';
    case 'modelUnknown':
      return `${host} does not offer the model ${model} (${status}).`;
    case 'badRequest':
      return `${host} refused the request (${status}).`;
    case 'tooLarge':
      return `The request is too large for ${host} (${status}).`;
    case 'wrongAddress':
      return `There is no image service at the base URL (${host}, ${status}). Such an address mostly ends in /v1, as ${defaultBaseUrl} does.`;
    case 'badAnswer':
      return `${host} answered with an error (${status}).`;
    default:
      return `${host} is in trouble (${status})${again}.`;
  }
}

function whenAgain(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return '';
  const seconds = Math.ceil(retryAfterMs / 1000);
  if (seconds > 7 * 24 * 3600) return ', for longer than a week';
  if (seconds >= 7200) return `, again in ${Math.ceil(seconds / 3600)} h`;
  return seconds < 120 ? `, again in ${seconds} s` : `, again in ${Math.ceil(seconds / 60)} min`;
}
