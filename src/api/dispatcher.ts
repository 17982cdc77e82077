import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import type * as undiciParts from './undici.ts';
import { publicLookup } from './addresses.ts';
import { GenerationError } from './errors.ts';

/** VS Code's `http.*` settings, as they are read, and which road requests take. */
export interface NetworkSettings {
  readonly route: 'undici' | 'vscode';
  /** `http.proxySupport`; `off` means that extensions go without a proxy. */
  readonly proxySupport: string;
  readonly proxy: string;
  readonly noProxy: readonly string[];
  readonly proxyAuthorization: string;
  readonly proxyStrictSSL: boolean;
  readonly systemCertificates: boolean;
}

const connectTimeoutMs = 10_000;
const loopbackNames = 'localhost,127.0.0.1,::1';

/** Certificates cost a fresh list for each connection otherwise: one context serves all dispatchers. */
export function trustedCertificates(systemCertificates: boolean): SecureContext {
  const system = systemCertificates ? getCACertificates('system') : [];
  return createSecureContext({ ca: [...new Set([...getCACertificates('default'), ...system])] });
}

/**
 * The road to the service, by VS Code's settings, then the environment. Time limits are the caller's, by its
 * signal: undici's own are off, except for connecting. Throws `network` when undici has no such kind of proxy.
 */
export function buildDispatcher(
  undici: typeof undiciParts,
  network: NetworkSettings,
  { secureContext, publicOnly }: { readonly secureContext: SecureContext; readonly publicOnly: boolean },
): Dispatcher {
  const connect = {
    secureContext,
    timeout: connectTimeoutMs,
    ...(publicOnly && { lookup: publicLookup() }),
  };
  const common = { allowH2: false, headersTimeout: 0, bodyTimeout: 0, connect };
  if (network.proxySupport === 'off') return new undici.Agent(common);
  const exempt = network.noProxy.length > 0 ? network.noProxy.join(',') : noProxyOfEnvironment();
  try {
    return new undici.EnvHttpProxyAgent({
      ...common,
      // An empty text would switch the environment's proxy off.
      ...(network.proxy && { httpProxy: network.proxy, httpsProxy: network.proxy }),
      ...(network.proxyAuthorization && { token: network.proxyAuthorization }),
      noProxy: [exempt, loopbackNames].filter(Boolean).join(','),
      requestTls: connect,
      proxyTls: { secureContext, timeout: connectTimeoutMs, rejectUnauthorized: network.proxyStrictSSL },
    });
  } catch {
    // Not the cause, which may hold the proxy's password.
    throw new GenerationError('network', unknownProxy(network.proxy ? 'setting "http.proxy"' : 'environment'));
  }
}

function unknownProxy(place: string): string {
  return `The proxy address in the ${place} must begin with http, https or socks5. Other kinds work with "paperBoat.network": "vscode".`;
}

function noProxyOfEnvironment(): string {
  return process.env.NO_PROXY ?? process.env.no_proxy ?? '';
}
