import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Activations, Report } from './activation.ts';

const limitMs = 120_000;

/** The benchmark's end of the line to its probe, which calls from the extension host of each window. */
export interface ProbeLine {
  /** What the extension hosts have to know. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Has the extensions activated in the next window, in this order.
   * @throws when one of them cannot be measured, or no window calls within two minutes
   */
  readonly measure: (order: readonly string[]) => Promise<Activations>;
  readonly close: () => void;
}

export async function openProbeLine(): Promise<ProbeLine> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: { PAPER_BOAT_BENCH_PORT: String((server.address() as AddressInfo).port) },
    measure: async (order) => {
      const [socket] = (await once(server, 'connection', { signal: AbortSignal.timeout(limitMs) })) as [Socket];
      socket.write(`${JSON.stringify(order)}\n`);
      const report = JSON.parse(await text(socket)) as Report;
      if ('error' in report) throw new Error(report.error);
      return report.activations;
    },
    close: () => server.close(),
  };
}
