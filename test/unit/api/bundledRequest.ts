import { createRequire } from 'node:module';
import { buildDispatcher, trustedCertificates, type NetworkSettings } from '../../../src/api/dispatcher.ts';
import { dispatch } from '../../../src/api/dispatchedAnswer.ts';
import type * as undiciParts from '../../../src/api/undici.ts';

// A process of its own, where nobody else has loaded undici: node bundledRequest.ts BUNDLE ORIGIN SETTINGS

const [, , bundle = '', origin = '', settings = '{}'] = process.argv;
const network = JSON.parse(settings) as NetworkSettings;
const globalDispatchers = () =>
  [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`) in globalThis).join();

const start = globalDispatchers();
const undici = createRequire(import.meta.url)(bundle) as typeof undiciParts;
const loaded = globalDispatchers();
const statuses: number[] = [];
const secureContext = trustedCertificates(network.systemCertificates);
for (const proxySupport of ['off', 'override']) {
  const dispatcher = buildDispatcher(undici, { ...network, proxySupport }, { secureContext, publicOnly: false });
  const options = { origin, path: '/', method: 'GET' as const };
  const answer = await dispatch(dispatcher, options, new AbortController().signal);
  statuses.push(answer.status);
  await answer.read(() => undefined);
  await dispatcher.close();
}
const dispatchers = { start, loaded, end: globalDispatchers() };
console.log(JSON.stringify({ exports: Object.keys(undici).sort(), statuses, dispatchers }));
