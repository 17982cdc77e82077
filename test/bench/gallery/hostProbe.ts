import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import type { HostBlocks } from './probe/blockSampler.ts';

interface Call {
  readonly socket: Socket;
  readonly answers: Interface;
}

/** The benchmark's end of the line to its extension: the extension host of each window calls when it has started. */
export class HostProbe {
  /** What the windows' extension host has to know. */
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => void;
  #call = Promise.withResolvers<Call>();

  static async listen(): Promise<HostProbe> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HostProbe(server);
  }

  private constructor(server: Server) {
    this.env = { PAPER_BOAT_BENCH_PORT: String((server.address() as AddressInfo).port) };
    this.close = () => server.close();
    server.on('connection', (socket) => {
      // A window that ends hangs up.
      socket.on('error', () => socket.destroy());
      this.#call.resolve({ socket, answers: createInterface(socket) });
    });
  }

  /** Forgets the extension host there was: the next question waits for another one. */
  renew(): void {
    this.#call = Promise.withResolvers();
  }

  /** The longest blocks since the last time. */
  async take(): Promise<HostBlocks> {
    const { socket, answers } = await this.#call.promise;
    const answer = once(answers, 'line') as Promise<[string]>;
    socket.write('take\n');
    return JSON.parse((await answer)[0]) as HostBlocks;
  }
}
