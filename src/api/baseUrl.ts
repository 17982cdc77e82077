import { isLoopbackHost } from './addresses.ts';
import { GenerationError } from './errors.ts';

export const defaultBaseUrl = 'https://api.cometapi.com/v1';

/**
 * The base URL as it is used: without a trailing slash, a query, or a route that was pasted along. Throws
 * `wrongAddress` for anything but https, or http on this machine.
 */
export function readBaseUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (!url) throw wrongBaseUrl('is no address');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname)))
    throw wrongBaseUrl('must begin with https, or with http for a server on this machine');
  if (url.username || url.password) throw wrongBaseUrl('must not hold a user name or a password');
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/images\/generations\/?$/, '')
    .replace(/\/$/, '');
  return url;
}

/** The address of a route of the service, such as `images/generations`. */
export function routeOf(baseUrl: URL, route: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${baseUrl.pathname.replace(/\/$/, '')}/${route}`;
  return url.href;
}

function wrongBaseUrl(reason: string): GenerationError {
  return new GenerationError('wrongAddress', `The setting "paperBoat.baseUrl" ${reason}.`);
}
