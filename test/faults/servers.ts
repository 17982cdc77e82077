import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Certificate } from '../unit/api/certificate.ts';
import { listening } from '../unit/api/network.ts';
import type { Stage } from './case.ts';

/** As much of a test as servers ask for: the end. */
export const contextOf = (stage: Stage): TestContext => stage as unknown as TestContext;

export interface RawServer {
  readonly port: number;
  /** How many came. */
  readonly connections: () => number;
}

/** A server below HTTP: `answer` gets each connection once something has arrived on it. */
export async function startRawServer(stage: Stage, answer: (socket: Socket) => void): Promise<RawServer> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket
      .on('error', () => socket.destroy())
      .once('data', () => {
        answer(socket);
      });
  });
  const port = await listening(contextOf(stage), server);
  return { port, connections: () => connections };
}

/** Says the same letter again and again until the other side leaves. */
export function drip(socket: Socket, start: string, everyMs: number): void {
  socket.write(start);
  const dripping = setInterval(() => socket.write('x'), everyMs);
  socket.once('close', () => {
    clearInterval(dripping);
  });
}

/** As an authority in the system's store is. */
export function trustDuring(stage: Stage, { cert }: Certificate): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  stage.after(() => {
    setDefaultCACertificates(before);
  });
}
