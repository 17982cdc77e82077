import { createRequire } from 'node:module';
import type * as undiciParts from '../../../src/api/undici.ts';
import { buildDispatcher, trustedCertificates } from '../../../src/api/dispatcher.ts';
import { direct } from './imageService.ts';

// A process of its own, where nobody else has loaded undici: node bundledRequest.ts BUNDLE ORIGIN

const [, , bundle = '', origin = ''] = process.argv;
const globalDispatchers = () =>
  [1, 2].map((version) => (Symbol.for(`undici.globalDispatcher.${version}`) in globalThis ? 'one' : 'none')).join(', ');

const start = globalDispatchers();
const undici = createRequire(import.meta.url)(bundle) as typeof undiciParts;
const loaded = globalDispatchers();
const statuses: number[] = [];
const secureContext = trustedCertificates(false);
for (const settings of [direct, { ...direct, proxySupport: 'override' }]) {
  const dispatcher = buildDispatcher(undici, settings, { secureContext, publicOnly: false });
  const response = await undici.fetch(origin, { dispatcher });
  statuses.push(response.status);
  await response.text();
  await dispatcher.close();
}
const dispatchers = { start, loaded, end: globalDispatchers() };
console.log(JSON.stringify({ loaded: Object.keys(undici).sort(), statuses, dispatchers }));
