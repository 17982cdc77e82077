import { listOf, recordOf, textIn, type Json } from './json.ts';

/** What a server says about a failure, in its own words. */
export interface FailureDetails {
  readonly message?: string;
  readonly code?: string;
  /** By the name of its setting where it has one. */
  readonly parameter?: string;
  readonly requestId?: string;
}

const requestIdInText = /\s*\(request id: ([^)]+)\)/i;

/** Characters: the patterns that look for a meaning take their time with what repeats. */
const mostSaid = 2_000;

/** Reads the envelopes of OpenAI, CometAPI, new-api, FastAPI and plain proxies. */
export function failureDetails(json: Json | undefined): FailureDetails {
  const body = recordOf(json);
  const error = recordOf(body.error ?? recordOf(body.response).error);
  const fields = fastApiFields(body.detail);
  const said =
    textIn(error, 'message') ??
    ['error', 'message', 'msg', 'err', 'error_msg', 'detail'].map((key) => textIn(body, key)).find(Boolean) ??
    textIn(recordOf(body.header), 'message') ??
    fields?.message;
  const text = said?.slice(0, mostSaid);
  const code = wordOf(error.code) ?? wordOf(body.code);
  const requestId = requestIdInText.exec(text ?? '')?.[1];
  const message = text?.replace(requestIdInText, '');
  const parameter = textIn(error, 'param') ?? fields?.parameter;
  return {
    ...(message && { message }),
    ...(code && { code }),
    ...(parameter && { parameter: settingOf(parameter) }),
    ...(requestId && { requestId }),
  };
}

/** Some gateways answer an error with status 200. */
export function reportsFailure(json: Json): boolean {
  const body = recordOf(json);
  if (saysSomething(body.error) || body.success === false) return true;
  return listOf(body.data).length === 0 && failureDetails(json).message !== undefined;
}

/** Without recursion: a server may nest deeper than the stack is. */
function saysSomething(error: Json | undefined): boolean {
  const open = [error];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'object' && value !== null) for (const inner of Object.values<Json>(value)) open.push(inner);
    else if (typeof value === 'string' ? value.trim() !== '' : Boolean(value)) return true;
  }
  return false;
}

/** Codes are words or numbers; an empty word means that there is none. */
function wordOf(code: Json | undefined): string | undefined {
  return (typeof code === 'string' && code.trim() !== '') || typeof code === 'number' ? String(code) : undefined;
}

/** FastAPI names each field that failed its check, as in `["body", "size"]`. */
function fastApiFields(detail: Json | undefined) {
  const fields = listOf(detail).map((entry) => {
    const { loc, ...field } = recordOf(entry);
    const place = listOf(loc).map((part) => (typeof part === 'object' ? '' : String(part)));
    return { parameter: place.at(-1), message: `${place.join('.')}: ${textIn(field, 'msg') ?? 'invalid'}` };
  });
  return fields[0] && { parameter: fields[0].parameter, message: fields.map(({ message }) => message).join(', ') };
}

function settingOf(wireName: string): string {
  return wireName === 'n' ? 'count' : wireName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
