import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Arrivals } from './arrivals.ts';
import { receive } from './exchange.ts';
import type { Behaviour, ReceivedRequest, Reply } from './exchange.ts';

export interface Listener {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Everything that was received, in order of the ends of the bodies. */
  readonly requests: readonly ReceivedRequest[];
  /** The next request that was not handed out yet. */
  nextRequest(): Promise<ReceivedRequest>;
  /** The next request whose client closed the connection before the answer had ended. */
  connectionClosed(): Promise<ReceivedRequest>;
  /** Ends open connections too. Rejects when a behaviour threw. */
  close(): Promise<void>;
}

export interface Service {
  readonly behaviourFor: () => Behaviour;
  readonly reply: (request: ReceivedRequest, requestId: string) => Reply;
}

/** A server on loopback that records what it receives; port 0 takes a free one. */
export async function listen(serviceFor: (request: ReceivedRequest) => Service, port = 0): Promise<Listener> {
  const requests: ReceivedRequest[] = [];
  const arrived = new Arrivals<ReceivedRequest>();
  const abandoned = new Arrivals<ReceivedRequest>();
  const failures: unknown[] = [];
  const sockets = new Set<Socket>();
  const open = new Map<ReceivedRequest, () => void>();

  const server = createServer((message, response) => {
    const answer = async () => {
      const { request, cutting } = await receive(message, response);
      const requestId = `20261122090000${String(requests.push(request)).padStart(9, '0')}PaperBoat`;
      open.set(request, cutting);
      void request.ended.then((outcome) => {
        open.delete(request);
        if (outcome === 'closed by client') abandoned.add(request);
      });
      arrived.add(request);
      const service = serviceFor(request);
      const reply = () => service.reply(request, requestId);
      await service.behaviourFor()({ request, response, requestId, reply, cutting });
    };
    answer().catch((error: unknown) => {
      failures.push(error);
      response.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    nextRequest: () => arrived.next(),
    connectionClosed: () => abandoned.next(),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const cutting of open.values()) cutting();
      for (const socket of sockets) socket.destroy();
      await closed;
      if (failures.length > 0) throw new AggregateError(failures, 'A behaviour of the image API threw.');
    },
  };
}
