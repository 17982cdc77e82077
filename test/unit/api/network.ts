import type { TestContext } from 'node:test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import type { Certificate } from './certificate.ts';

/** What came to the proxy: `POST http://host/path` or `CONNECT host:port`. */
export interface Proxied {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Proxy {
  /** `host:port` */
  readonly host: string;
  readonly seen: readonly Proxied[];
}

/** A forward proxy to whom every name leads to one port of this machine; another status than 200 refuses a tunnel. */
export async function startProxy(context: TestContext, port: number, status = 200): Promise<Proxy> {
  const seen: Proxied[] = [];
  const server = createServer((message, response) => {
    const { method = '', url = '', headers } = message;
    seen.push({ line: `${method} ${url}`, headers });
    const { pathname, search } = new URL(url);
    const onward = request({ host: '127.0.0.1', port, method, path: pathname + search, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    message.pipe(onward);
  });
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    seen.push({ line: `CONNECT ${url}`, headers });
    if (status === 200) {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      join(socket, connect(port, '127.0.0.1'));
    } else socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
  });
  return { host: `127.0.0.1:${await listening(context, server)}`, seen };
}

/** Speaks https in front of a server that speaks http. Answers its port. */
export function startTls(context: TestContext, port: number, certificate: Certificate): Promise<number> {
  const server = createTlsServer(certificate, (socket) => {
    join(socket, connect(port, '127.0.0.1'));
  });
  return listening(context, server);
}

/** The port of a server that ends, with its connections, when the test does. */
export async function listening(context: TestContext, server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
  });
  context.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.destroy());
  other.on('error', () => one.destroy());
}

export interface ChildRequest {
  readonly baseUrl: string;
  readonly key: string;
  readonly settings?: Partial<NetworkSettings>;
  readonly env?: Readonly<Record<string, string>>;
}

/** One generation in a process of its own, whose environment is the request's alone. */
export async function generateInChild({ baseUrl, key, settings = {}, env = {} }: ChildRequest): Promise<unknown> {
  const script = new URL('generateOnce.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, baseUrl, key, JSON.stringify(settings)], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return JSON.parse(output);
}
