import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Behaviour, Exchange } from './exchange.ts';
import { asUsual } from './exchange.ts';

/** How much of the answer has left when something happens. */
export type Phase = 'nothing' | 'headers' | 'first byte' | 'half';

export type Framing = 'content-length' | 'chunked';

export interface Held {
  readonly behaviour: Behaviour;
  readonly release: () => void;
}

/** Stops at the phase until it is released, then goes on. */
export function hold(phase: Phase = 'nothing', then: Behaviour = asUsual): Held {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const behaviour: Behaviour = async (exchange) => {
    if (phase === 'nothing') {
      await promise;
      return then(exchange);
    }
    const rest = await sendUntil(phase, exchange);
    await promise;
    exchange.response.end(rest);
  };
  return {
    behaviour,
    release: () => {
      resolve(undefined);
    },
  };
}

/** Sends up to the phase and then nothing more, for as long as the client stays. */
export function silence(phase: Phase): Behaviour {
  return async (exchange) => {
    await sendUntil(phase, exchange);
  };
}

/** Sends up to the phase and closes the connection in good order. */
export function cut(phase: Phase, framing: Framing = 'content-length'): Behaviour {
  return async (exchange) => {
    await sendUntil(phase, exchange, framing);
    exchange.cutting();
    exchange.response.socket?.destroySoon();
  };
}

/** Sends up to the phase and resets the connection. */
export function reset(phase: Phase, framing: Framing = 'content-length'): Behaviour {
  return async (exchange) => {
    await sendUntil(phase, exchange, framing);
    exchange.cutting();
    exchange.response.socket?.resetAndDestroy();
  };
}

/** Declares half of the body and sends all of it. */
export const longerThanDeclared: Behaviour = ({ response, reply }) => {
  const { status, headers, body } = reply();
  response.writeHead(status, { ...headers, 'content-length': Math.floor(body.length / 2) }).end(body);
};

/** The body begins as usual and goes on up to `bytes`, declared or not. Stops when the client leaves. */
export function oversized(bytes: number, framing: Framing = 'chunked'): Behaviour {
  return async ({ response, reply }) => {
    const { status, headers, body } = reply();
    response.writeHead(status, framing === 'chunked' ? headers : { ...headers, 'content-length': bytes });
    await stream(grown(body, bytes), response);
  };
}

function* grown(start: Buffer, bytes: number): Generator<Buffer> {
  const filler = Buffer.alloc(65_536);
  yield start.subarray(0, bytes);
  for (let sent = start.length; sent < bytes; sent += filler.length) yield filler.subarray(0, bytes - sent);
}

async function stream(chunks: Iterable<Buffer>, response: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), response);
  } catch (error) {
    // The client had enough, which is what these tests are about.
    if (!response.destroyed) throw error;
  }
}

/** Resolves to what is left once the rest has been handed to the operating system. */
async function sendUntil(phase: Phase, { response, reply }: Exchange, framing: Framing = 'content-length') {
  const { status, headers, body } = reply();
  if (phase === 'nothing') return body;
  response.writeHead(status, framing === 'chunked' ? headers : { ...headers, 'content-length': body.length });
  response.flushHeaders();
  if (phase === 'headers') return body;
  const length = phase === 'first byte' ? 1 : Math.floor(body.length / 2);
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.write(body.subarray(0, length), () => {
      resolve();
    });
  });
  return body.subarray(length);
}
