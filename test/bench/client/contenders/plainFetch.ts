import { join } from 'node:path';
import type OpenAI from 'openai';
import { key, model, type Ask } from './contender.ts';
import { writeImage } from './writeImage.ts';

/** The least code that does it. */
export async function generate({ baseUrl, prompt, folder }: Ask): Promise<string> {
  const response = await fetch(`${baseUrl}/images/generations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ model, prompt }),
  });
  const { data } = JSON.parse(await response.text()) as OpenAI.ImagesResponse;
  return writeImage(data?.[0] ?? {}, join(folder, 'image.png'));
}
