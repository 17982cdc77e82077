import { isLoopbackHost } from './addresses.ts';
import type { Deadline } from './deadline.ts';
import { GenerationError } from './errors.ts';
import { quotable } from './redact.ts';

/** The request never left this machine or was never accepted: sending it again cannot cost twice. */
const neverSent: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'the connection was refused',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'it is out of reach',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answered the connection in time',
};

const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_\w+)$/;
const notSecure = /^(EPROTO|ERR_TLS_\w+|ERR_SSL_\w+)$/;

export function neverLeft(error: GenerationError): boolean {
  return error.kind === 'network' && error.facts.code !== undefined && Object.hasOwn(neverSent, error.facts.code);
}

/** The error for a request without an answer. A deadline that ended it knows best why. */
export function networkFailure(cause: unknown, host: string, deadline: Deadline): GenerationError {
  if (cause instanceof GenerationError) return cause;
  if (deadline.reason) return deadline.reason;
  const { code, text, dialled, syscall } = insideOf(cause);
  const facts = { ...(code && { code }), cause };
  const proxyStatus = /proxy (?:response|connection|authentication)[^(]*(\(\d+\))?/i.exec(text);
  if (proxyStatus)
    return new GenerationError(
      'network',
      `The proxy on the way to ${host} refused${proxyStatus[1] ? ` ${proxyStatus[1]}` : ''}: see the settings "http.proxy" and "http.proxyAuthorization".`,
      facts,
    );
  // The same codes end a connection that stood, when the network goes away: then the request was sent.
  const wasSent = syscall === 'read' || syscall === 'write';
  const reason = code === undefined || wasSent ? undefined : neverSent[code];
  if (reason) return new GenerationError('network', unreachable(host, reason, dialled), facts);
  if (code === 'EPRIVATEADDRESS')
    return new GenerationError('badAnswer', `${host} leads into a private network.`, facts);
  if (code && untrusted.test(code))
    return new GenerationError(
      'network',
      `The certificate of ${host} is not trusted (${code}). That of a company belongs in the system's store or in NODE_EXTRA_CA_CERTS.`,
      facts,
    );
  if (code && notSecure.test(code))
    return new GenerationError('network', `There is no secure connection to ${host} (${code}).`, facts);
  return new GenerationError('network', `The connection to ${host} broke (${quotable(code ?? text, undefined, 80)}).`, {
    ...facts,
    mayBeBilled: true,
  });
}

/** Behind a proxy it is the proxy that was dialled. */
function unreachable(host: string, reason: string, dialled: string | undefined): string {
  const words = `${host} cannot be reached: ${reason}${dialled && dialled !== host ? ` (${dialled})` : ''}.`;
  if (isLoopbackHost(host.replace(/:\d+$/, ''))) return words;
  return `${words} Where a proxy is needed, see the settings "http.proxy" and "paperBoat.network".`;
}

interface Inside {
  readonly code: string | undefined;
  readonly text: string;
  readonly dialled: string | undefined;
  readonly syscall: string | undefined;
}

/** The code and the words of an error and of everything that caused it. */
function insideOf(error: unknown): Inside {
  const words: string[] = [];
  let code: string | undefined;
  let dialled: string | undefined;
  let syscall: string | undefined;
  for (let layer: unknown = error, depth = 0; layer instanceof Error && depth < 8; depth++) {
    const { address, port, hostname, code: own, syscall: call } = layer as Error & Readonly<Record<string, unknown>>;
    words.push(layer.message);
    if (typeof own === 'string') code = own;
    if (typeof call === 'string') syscall = call;
    if (typeof hostname === 'string') dialled = hostname;
    if (typeof address === 'string') dialled = typeof port === 'number' ? `${address}:${port}` : address;
    const inner = layer instanceof AggregateError ? (layer.errors as unknown[])[0] : undefined;
    layer = layer.cause ?? inner;
  }
  return { code, text: words.filter(Boolean).join(' ← ') || String(error), dialled, syscall };
}
