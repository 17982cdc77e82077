import { gzipSync } from 'node:zlib';
import { refusalReply } from './errors.ts';
import type { Refusal } from './errors.ts';
import { altered, json } from './exchange.ts';
import type { Behaviour, Reply } from './exchange.ts';

// Whole replies in place of the service's own, and changes to its own.

/** Under the headers of the service's own reply, which carry the request id. */
export function refuse(refusal: Refusal): Behaviour {
  return altered((usual, { requestId }) => {
    const refused = refusalReply(refusal, requestId);
    return { ...refused, headers: { ...usual.headers, ...refused.headers } };
  });
}

/** Anything at all: another make's error, a task to poll, a list of models. */
export function answer(status: number, value: unknown): Behaviour {
  return altered(() => json(status, value));
}

export function answerText(status: number, contentType: string, text: string): Behaviour {
  return altered(() => ({ status, headers: { 'content-type': contentType }, body: Buffer.from(text) }));
}

/** These bytes under this name of a type, true or not. */
export function serve(bytes: Buffer, contentType: string): Behaviour {
  return altered(() => ({ status: 200, headers: { 'content-type': contentType }, body: bytes }));
}

export const errorWithStatus200 = answer(200, {
  error: { message: 'The upstream failed.', type: 'comet_api_error', param: '', code: 'bad_response' },
});

export const html = '<!DOCTYPE html>\n<html><head><title>Console</title></head><body>Please sign in.</body></html>\n';

export function htmlPage(status: number): Behaviour {
  return answerText(status, 'text/html; charset=utf-8', html);
}

export function emptyBody(status: number, headers: Reply['headers'] = {}): Behaviour {
  return altered(() => ({ status, headers, body: Buffer.alloc(0) }));
}

export const invalidJson: Behaviour = answerText(200, 'application/json', '{"created":1781075000,"data":[{"b64_json":');

/** To an absolute url or a path. A chain is one of these for each step. */
export function redirect(status: 301 | 302 | 303 | 307 | 308, location: string): Behaviour {
  return emptyBody(status, { location });
}

/** What a signed link of Azure's storage answers once its time is over. */
export const expiredLink: Behaviour = answerText(
  403,
  'application/xml',
  '\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code>' +
    '<Message>Server failed to authenticate the request.</Message>' +
    '<AuthenticationErrorDetail>Signed expiry time has to be after signed start time</AuthenticationErrorDetail></Error>',
);

export function withHeaders(headers: Reply['headers']): Behaviour {
  return altered((reply) => ({ ...reply, headers: { ...reply.headers, ...headers } }));
}

export function contentType(type: string): Behaviour {
  return withHeaders({ 'content-type': type });
}

/** Past what HTTP clients take by default: 16 KiB. */
export const hugeHeader: Behaviour = withHeaders({ 'x-filler': 'x'.repeat(100_000) });

/** The usual body after a byte order mark. */
export const withByteOrderMark: Behaviour = altered((reply) => ({
  ...reply,
  body: Buffer.concat([Buffer.from('\uFEFF'), reply.body]),
}));

export function gzipped(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body: gzipSync(reply.body) };
}

/** A few kilobytes that unpack to an endless b64_json of some `mebibytes`: gzip members one after the other. */
export function gzipBomb(mebibytes: number): Behaviour {
  return altered(() => {
    const member = gzipSync(Buffer.alloc(2 ** 20, 'A'));
    const start = gzipSync('{"created":1781075000,"data":[{"b64_json":"');
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: Buffer.concat([start, ...Array.from({ length: mebibytes }, () => member)]),
    };
  });
}
