import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AnswerName } from './cases.ts';

/** Where the service is, and the SHA-256 of what it sends in hex. */
export interface BenchService {
  readonly baseUrl: string;
  readonly hashes: Readonly<Record<AnswerName, string>>;
}

/** Whoever starts it disposes of it. */
export async function startServer(): Promise<BenchService & Disposable> {
  const server = fork(join(import.meta.dirname, 'server.ts'));
  const failed = once(server, 'exit').then(() => {
    throw new Error('The server of the benchmark ended.');
  });
  const [service] = (await Promise.race([once(server, 'message'), failed])) as [BenchService];
  failed.catch(() => undefined);
  return {
    ...service,
    [Symbol.dispose]: () => {
      if (server.connected) server.disconnect();
    },
  };
}
