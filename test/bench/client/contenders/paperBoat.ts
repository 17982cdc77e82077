import { ImageClient } from '../../../../src/api/client.ts';
import { NetworkTransport } from '../../../../src/api/transport.ts';
import { ImageSpool } from '../../../../src/journal/imageSpool.ts';
import { key, model, type Ask } from './contender.ts';

const transport = new NetworkTransport(() => ({
  route: 'undici',
  proxySupport: 'override',
  proxy: '',
  noProxy: [],
  proxyAuthorization: '',
  proxyStrictSSL: true,
  systemCertificates: true,
}));
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const client = new ImageClient({ transport: transport.send, log });
const never = new AbortController().signal;
const limits = { totalMs: 60_000, idleMs: 60_000 };

/** This client with all of its checks, into its own spool. */
export async function generate({ baseUrl, prompt, folder }: Ask): Promise<string | undefined> {
  const { images } = await client.generate(
    { prompt, model, count: 1 },
    { baseUrl: new URL(baseUrl), key, limits },
    { cancel: never, sink: new ImageSpool(folder, log) },
  );
  return images[0]?.content.path;
}
