import type { TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { readBaseUrl } from '../../../src/api/baseUrl.ts';
import { ImageClient, type GenerationWays, type ServiceAccess } from '../../../src/api/client.ts';
import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import { NetworkTransport, type Transport } from '../../../src/api/transport.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { MemorySink } from './memorySink.ts';
import { startImageApi, type ImageApiOptions } from '../../support/imageApi/server.ts';

// The client, pointed at the stand-in.

export const direct: NetworkSettings = {
  route: 'undici',
  proxySupport: 'off',
  proxy: '',
  noProxy: [],
  proxyAuthorization: '',
  proxyStrictSSL: true,
  systemCertificates: false,
};

export function startTransport(context: TestContext, settings: Partial<NetworkSettings> = {}): Transport {
  const transport = new NetworkTransport(() => ({ ...direct, ...settings }));
  context.after(() => transport.dispose());
  return transport.send;
}

/** Waits for nothing: `waits` tells how long it would have been. */
export function startClient(transport: Transport) {
  const log: string[] = [];
  const waits: number[] = [];
  const client = new ImageClient({
    transport,
    log: (line) => log.push(line),
    patience: {
      wait: (milliseconds, signal) => {
        waits.push(milliseconds);
        return signal.aborted ? Promise.reject(new Error('Aborted.')) : Promise.resolve();
      },
      random: () => 0,
    },
  });
  return { client, log, waits };
}

export const boat: ImageRequest = { prompt: 'A paper boat', model: 'gpt-image-2', count: 1 };

/** Long enough for everything that is not about time. */
const limits = { totalMs: 30_000, idleMs: 30_000 };

export const never = new AbortController().signal;

/** Into memory. */
export const ways = (cancel = never): GenerationWays => ({ cancel, sink: new MemorySink() });

export async function startService(context: TestContext, options: ImageApiOptions = {}) {
  const api = await startImageApi(options);
  context.after(() => api.close());
  const transport = startTransport(context);
  const access: ServiceAccess = { baseUrl: readBaseUrl(api.baseUrl), key: api.key, limits };
  const parts = startClient(transport);
  const generate = (request: Partial<ImageRequest> = {}, some: Partial<ServiceAccess> = {}, cancel = never) =>
    parts.client.generate({ ...boat, ...request }, { ...access, ...some }, ways(cancel));
  return { ...parts, api, transport, access, generate };
}

/** The error of a generation that must not succeed. */
export async function failureOf(generation: Promise<unknown>): Promise<GenerationError> {
  const error = await generation.then(
    () => assert.fail('It succeeded.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GenerationError, `A GenerationError and no ${String(error)}`);
  return error;
}

/** Kind and facts, without what differs from run to run. */
export function outcomeOf({ kind, facts }: GenerationError) {
  const { salvage } = facts;
  return { kind, ...without(facts, 'cause', 'requestId', 'salvage'), ...(salvage && { salvaged: salvage.length }) };
}

export function without<T extends object, K extends keyof T>(record: T, ...keys: readonly K[]): Omit<T, K> {
  const kept = Object.entries(record).filter(([key]) => !keys.includes(key as K));
  return Object.fromEntries(kept) as Omit<T, K>;
}
