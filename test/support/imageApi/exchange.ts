import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** How the answer to a request ended. */
export type Outcome = 'answered' | 'closed by client' | 'cut by server';

export interface ReceivedRequest {
  readonly method: string;
  /** With the query, byte for byte. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  /** The parsed JSON; undefined when it is none. */
  readonly body: unknown;
  readonly outcome: Outcome | 'open';
  readonly ended: Promise<Outcome>;
}

export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** One request and the means to answer it. */
export interface Exchange {
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
  /** Goes into error messages and headers. */
  readonly requestId: string;
  /** What the real service answers to this request. */
  readonly reply: () => Reply;
  /** Tells the record that what follows is the server's doing. */
  readonly cutting: () => void;
}

/** How one request is answered. */
export type Behaviour = (exchange: Exchange) => void | Promise<void>;

/** As the real service does: the behaviour of every request for which nothing else is scripted. */
export const asUsual: Behaviour = ({ response, reply }) => {
  send(response, reply());
};

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'content-length': body.length, ...headers }).end(body);
}

export function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

/** The same, once the service's own reply is changed: `altered(gzipped, cut('half'))`. */
export function altered(change: (reply: Reply, exchange: Exchange) => Reply, then: Behaviour = asUsual): Behaviour {
  return (exchange) => then({ ...exchange, reply: () => change(exchange.reply(), exchange) });
}

/** Reads the request to its end, or to where the client left it. */
export async function receive(message: IncomingMessage, response: ServerResponse) {
  let outcome: Outcome | 'open' = 'open';
  let cut = false;
  const ended = new Promise<Outcome>((resolve) => {
    response.once('close', () => {
      const end = cut ? 'cut by server' : response.writableFinished ? 'answered' : 'closed by client';
      outcome = end;
      resolve(end);
    });
  });
  const rawBody = await readBody(message);
  const request: ReceivedRequest = {
    method: message.method ?? '',
    path: message.url ?? '',
    headers: message.headers,
    rawBody,
    body: parsed(rawBody),
    get outcome() {
      return outcome;
    },
    ended,
  };
  const cutting = () => {
    cut = true;
  };
  return { request, cutting };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch {
    // The client left while it was sending; `ended` says so.
  }
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
