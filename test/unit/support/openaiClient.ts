import type { TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';
import OpenAI from 'openai';
import { startImageApi } from '../../support/imageApi/server.ts';
import type { ImageApiOptions } from '../../support/imageApi/server.ts';

// The official client, pointed at the stand-in.

type Generation = OpenAI.ImageGenerateParamsNonStreaming;

export async function started(context: TestContext, options: ImageApiOptions = {}) {
  const api = await startImageApi(options);
  context.after(() => api.close());
  return { api, client: new OpenAI({ baseURL: api.baseUrl, apiKey: api.key, maxRetries: 0 }) };
}

/** A request whose types the package would not let through. */
export function generate(client: OpenAI, params: Readonly<Record<string, unknown>>) {
  return client.images.generate({ prompt: 'A paper boat', ...params } as Generation);
}

/** Width and height of a PNG whose chunks and pixels are all there. */
export function decodedPng(bytes: Buffer): string {
  assert.equal(bytes.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  const pixels: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    assert.equal(crc32(body), bytes.readUInt32BE(at + 8 + length));
    if (body.toString('latin1', 0, 4) === 'IDAT') pixels.push(body.subarray(4));
    at += 12 + length;
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.equal(inflateSync(Buffer.concat(pixels)).length, height * (1 + Math.ceil(width / 2)));
  return `${width}x${height}`;
}

export async function bytesOf({ url, b64_json: base64 }: OpenAI.Image): Promise<Buffer> {
  if (base64) return Buffer.from(base64, 'base64');
  return Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
}

export async function pngSizes({ data = [] }: OpenAI.ImagesResponse): Promise<string[]> {
  return Promise.all(data.map(async (image) => decodedPng(await bytesOf(image))));
}
