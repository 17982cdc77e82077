import { writeFile } from 'node:fs/promises';
import type OpenAI from 'openai';

export async function writeImage({ b64_json: base64, url }: OpenAI.Image, path: string): Promise<string> {
  const bytes = base64 ? Buffer.from(base64, 'base64') : await (await fetch(url ?? '')).arrayBuffer();
  await writeFile(path, new Uint8Array(bytes));
  return path;
}
