import { once } from 'node:events';
import { get, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { key, model, type Ask } from './contender.ts';

/** The bytes of the answer, or of the file it names, to nowhere: nothing can be faster in Node. */
export async function generate({ baseUrl, prompt }: Ask): Promise<undefined> {
  const asked = request(`${baseUrl}/images/generations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
  });
  const answer = await answerTo(asked.end(JSON.stringify({ model, prompt })));
  if (!prompt.startsWith('url')) return drop(answer);
  const { data } = JSON.parse(await text(answer)) as { readonly data: readonly [{ readonly url: string }] };
  return drop(await answerTo(get(data[0].url)));
}

async function answerTo(asked: ClientRequest): Promise<IncomingMessage> {
  return ((await once(asked, 'response')) as [IncomingMessage])[0];
}

async function drop(answer: IncomingMessage): Promise<undefined> {
  await once(answer.resume(), 'end');
}
