import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** How many tests a window passed and failed. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** What the tests in a window say to the runner: one JSON text a line, the counts last. */
export type TestMessage = { readonly line: string } | TestCounts;

/** The runner's end of the line to the tests in a window. */
export interface TestReport {
  readonly port: number;
  /** The counts, or undefined while none have come: a window that died has none. */
  counts(): TestCounts | undefined;
  close(): Promise<void>;
}

/**
 * Listens for what the tests say. A window's console carries a lot besides, and its exit code is 0 even when the
 * extension host died, so the tests speak on a connection of their own.
 */
export async function openTestReport(print: (line: string) => void): Promise<TestReport> {
  let counts: TestCounts | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    createInterface(socket).on('line', (text) => {
      const message = JSON.parse(text) as TestMessage;
      if ('line' in message) print(message.line);
      else counts = message;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => counts,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
