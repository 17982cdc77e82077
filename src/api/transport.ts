import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import { dispatch } from './dispatchedAnswer.ts';
import { answerOf, type TransportAnswer } from './transportAnswer.ts';
import type * as undiciParts from './undici.ts';
import { buildDispatcher, trustedCertificates, type NetworkSettings } from './dispatcher.ts';

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Dial no private address, whatever a name resolves to. */
  readonly publicOnly?: boolean;
}

/** The one way out: it follows no redirect. Rejects when there is no answer. */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportAnswer>;

interface Road {
  readonly settings: string;
  readonly service: Dispatcher;
  readonly downloads: Dispatcher;
}

/**
 * Requests by undici with our dispatcher, or by VS Code's patched fetch. Settings are read for each request; when they
 * changed, a new road is built and the old one ends with its last request.
 */
export class NetworkTransport {
  readonly #readSettings: () => NetworkSettings;
  #undici: Promise<typeof undiciParts> | undefined;
  #certificates: { readonly system: boolean; readonly context: SecureContext } | undefined;
  #road: Road | undefined;

  constructor(readSettings: () => NetworkSettings) {
    this.#readSettings = readSettings;
  }

  readonly send: Transport = async (url, { publicOnly = false, ...request }) => {
    const settings = this.#readSettings();
    if (settings.route === 'vscode')
      return answerOf(await globalThis.fetch(url, { ...request, redirect: 'manual' as const }));
    this.#undici ??= import('./undici.ts');
    const undici = await this.#undici;
    const road = this.#roadFor(undici, settings);
    const { origin, pathname, search } = new URL(url);
    const { method, headers, body, signal } = request;
    const fields = { 'user-agent': 'paper-boat', ...headers };
    const options = { origin, path: pathname + search, method, headers: fields, ...(body !== undefined && { body }) };
    return dispatch(publicOnly ? road.downloads : road.service, options, signal);
  };

  /** What is under way comes to its end. */
  async dispose(): Promise<void> {
    const road = this.#road;
    this.#road = undefined;
    await Promise.all([road?.service.close(), road?.downloads.close()]);
  }

  #roadFor(undici: typeof undiciParts, network: NetworkSettings): Road {
    const settings = JSON.stringify(network);
    if (this.#road?.settings === settings) return this.#road;
    const secureContext = this.#contextFor(network.systemCertificates);
    const old = this.#road;
    this.#road = {
      settings,
      service: buildDispatcher(undici, network, { secureContext, publicOnly: false }),
      downloads: buildDispatcher(undici, network, { secureContext, publicOnly: true }),
    };
    void old?.service.close();
    void old?.downloads.close();
    return this.#road;
  }

  #contextFor(system: boolean): SecureContext {
    if (this.#certificates?.system !== system) this.#certificates = { system, context: trustedCertificates(system) };
    return this.#certificates.context;
  }
}
