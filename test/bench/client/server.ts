/**
 * The service, in a process of its own: all answers are made before the first request. Tells the process that started
 * it where it is and what it sends, and ends with it.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { cases, warmUps } from './cases.ts';
import type { AnswerName, Case } from './cases.ts';
import { paddedPng } from './paddedPng.ts';
import type { BenchService } from './startServer.ts';

interface Sent {
  readonly type: 'application/json' | 'image/png';
  readonly bytes: Buffer;
}

const answers = new Map<string, Sent>();
const files = new Map<string, Sent>();
const hashes: Record<string, string> = {};

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
for (const [name, each] of Object.entries({ ...cases, ...warmUps })) prepare(name, each);
process.once('disconnect', () => process.exit());
process.send?.({ baseUrl: `${origin}/v1`, hashes: hashes as Record<AnswerName, string> } satisfies BenchService);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sent = request.method === 'POST' ? answers.get(await promptOf(request)) : files.get(request.url ?? '');
  if (sent === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': sent.type, 'content-length': sent.bytes.length }).end(sent.bytes);
}

function prepare(name: string, { kind, megabytes }: Case): void {
  const length = Math.floor(megabytes * 2 ** 20);
  const png = paddedPng(kind === 'b64' ? Math.floor(length / 4) * 3 : length);
  hashes[name] = createHash('sha256').update(png).digest('hex');
  const path = `/files/${name}.png`;
  if (kind === 'url') files.set(path, { type: 'image/png', bytes: png });
  const image = kind === 'url' ? { url: `${origin}${path}` } : { b64_json: png.toString('base64') };
  answers.set(name, { type: 'application/json', bytes: Buffer.from(JSON.stringify(answerWith(image))) });
}

/** As of gpt-image models. */
function answerWith(image: object) {
  return {
    created: 1_780_000_000,
    background: 'opaque',
    data: [image],
    output_format: 'png',
    quality: 'high',
    size: '1024x1024',
    usage: {
      input_tokens: 12,
      input_tokens_details: { image_tokens: 0, text_tokens: 12 },
      output_tokens: 4160,
      total_tokens: 4172,
    },
  };
}

async function promptOf(request: IncomingMessage): Promise<string> {
  return ((await json(request)) as { readonly prompt: string }).prompt;
}
