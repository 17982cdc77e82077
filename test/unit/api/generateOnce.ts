import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import { NetworkTransport } from '../../../src/api/transport.ts';
import { boat, direct, startClient, ways } from './imageService.ts';

// One generation, for the sake of the environment: node generateOnce.ts BASE_URL KEY SETTINGS

const [, , address = '', key = '', settings = '{}'] = process.argv;
const network = { ...direct, ...(JSON.parse(settings) as Partial<NetworkSettings>) };
const transport = new NetworkTransport(() => network);
const { client } = startClient(transport.send);
const access = { baseUrl: new URL(address), key, limits: { totalMs: 20_000, idleMs: 20_000 } };
const outcome = await client.generate(boat, access, ways()).then(
  ({ images }) => images.map(({ type }) => type).join(),
  (error: unknown) => (error instanceof GenerationError ? `${error.kind}: ${error.message}` : String(error)),
);
console.log(JSON.stringify(outcome));
await transport.dispose();
