import { join } from 'node:path';
import OpenAI from 'openai';
import { key, model, type Ask } from './contender.ts';
import { writeImage } from './writeImage.ts';

let client: OpenAI | undefined;

/** The official package, as its documentation shows it. */
export async function generate({ baseUrl, prompt, folder }: Ask): Promise<string> {
  client ??= new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 });
  const { data } = await client.images.generate({ model, prompt });
  return writeImage(data?.[0] ?? {}, join(folder, 'image.png'));
}
