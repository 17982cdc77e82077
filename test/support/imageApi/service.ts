import { answerTo } from './answers.ts';
import { catalogueReply, modelListReply } from './catalogue.ts';
import { checkGeneration } from './check.ts';
import type { Strictness } from './check.ts';
import { gatewayError, refusalReply, wrongKey } from './errors.ts';
import type { Refusal } from './errors.ts';
import { eventsReply } from './events.ts';
import { json } from './exchange.ts';
import type { ReceivedRequest, Reply } from './exchange.ts';
import type { FileShelf } from './files.ts';
import type { RawBody } from './gateway.ts';
import { html } from './replies.ts';

export interface ServiceSettings {
  readonly keys: readonly string[];
  readonly requestIdHeaders: readonly string[];
  readonly strictness: Strictness;
  readonly files: FileShelf;
}

/** What the real service answers. */
export function serviceReply(request: ReceivedRequest, requestId: string, settings: ServiceSettings): Reply {
  const answer = route(request, settings);
  const reply = 'body' in answer ? answer : refusalReply(answer, requestId);
  const ids = Object.fromEntries(settings.requestIdHeaders.map((name) => [name, requestId]));
  return { ...reply, headers: { ...ids, ...reply.headers } };
}

function route(request: ReceivedRequest, settings: ServiceSettings): Reply | Refusal {
  const [path = ''] = request.path.split('?');
  if (request.method === 'GET' && path === '/api/models') return catalogueReply();
  // Outside its routes the gateway shows its own web pages, with status 200.
  const page: Reply = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(html) };
  if (!/^\/(v1|api)\//.test(path)) return page;
  const stranger = keyRefusal(request, settings.keys);
  if (stranger) return stranger;
  switch (`${request.method} ${path}`) {
    case 'GET /v1/models':
      return modelListReply();
    case 'POST /v1/images/generations':
      return generate(request, settings);
    default:
      return { ...gatewayError(404, `Invalid URL (${request.method} ${path})`), type: 'invalid_request_error' };
  }
}

function keyRefusal({ headers }: ReceivedRequest, keys: readonly string[]): Refusal | undefined {
  if (keys.length === 0) return undefined;
  const [, key] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) return gatewayError(401, 'No token was provided');
  // The gateway echoes the ends of the key.
  return keys.includes(key) ? undefined : wrongKey(`${key.slice(0, 6)}***${key.slice(-3)}`);
}

function generate(request: ReceivedRequest, { strictness, files }: ServiceSettings): Reply | Refusal {
  const raw = jsonBody(request);
  if (!raw) return gatewayError(400, 'Invalid request, the body is not a JSON object');
  const verdict = checkGeneration(raw, strictness);
  if (verdict.refusal) return verdict.refusal;
  const { body, family } = verdict;
  const answer = answerTo(body, family, files);
  return body.stream ? eventsReply(answer, body) : json(200, answer);
}

/** Of another content type the gateway reads nothing, and so it misses the model. */
function jsonBody({ headers, body }: ReceivedRequest): RawBody | undefined {
  if (!headers['content-type']?.startsWith('application/json')) return {};
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as RawBody) : undefined;
}
