import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A server that a hostile workspace points at. It says nothing; what counts is who comes. */
export interface Stranger {
  readonly baseUrl: string;
  readonly connections: () => number;
  close(): Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    connections: () => connections,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
