import { setImmediate } from 'node:timers/promises';
import { readBaseUrl } from '../../../src/api/baseUrl.ts';
import { ImageClient } from '../../../src/api/client.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import { NetworkTransport } from '../../../src/api/transport.ts';
import { boat, direct, ways } from './imageService.ts';

// A process of its own, so that what is left over is what the client left: node leftovers.ts BASE_URL KEY

const [, , address = '', key = ''] = process.argv;
const transport = new NetworkTransport(() => direct);
const client = new ImageClient({ transport: transport.send, log: () => undefined });
const access = { baseUrl: readBaseUrl(address), key, limits: { totalMs: 60_000, idleMs: 200 } };

const outcomes: string[] = [];
for (let round = 0; round < 3; round++) {
  const outcome = client.generate(boat, access, ways()).then(
    () => 'image',
    (error: unknown) => (error instanceof GenerationError ? error.kind : String(error)),
  );
  outcomes.push(await outcome);
}
await transport.dispose();
await setImmediate();
const resources = process.getActiveResourcesInfo().filter((kind) => /TCP|TLS|Timeout|Immediate|GetAddr/.test(kind));
console.log(JSON.stringify({ outcomes, resources }));
