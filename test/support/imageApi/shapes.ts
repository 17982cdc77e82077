import type { Answer, AnsweredImage } from './answers.ts';
import { altered, asUsual, json } from './exchange.ts';
import type { Behaviour } from './exchange.ts';

// The shapes that successful answers have on other servers. A request that fails the check is refused all the same.

/** Changes the answer to a good request; event streams and refusals stay as they are. */
export function reshaped(change: (answer: Answer) => unknown, then: Behaviour = asUsual): Behaviour {
  return altered((reply) => {
    const isAnswer = reply.status === 200 && reply.headers['content-type'] === 'application/json';
    return isAnswer ? json(200, change(JSON.parse(reply.body.toString()) as Answer)) : reply;
  }, then);
}

function eachImage(change: (image: AnsweredImage, index: number) => object): Behaviour {
  return reshaped((answer) => ({ ...answer, data: answer.data.map(change) }));
}

/** new-api: every item has all keys, and "" stands for absence. */
export const allKeysWithEmptyStrings = eachImage((image) => ({ url: '', b64_json: '', revised_prompt: '', ...image }));

/** vLLM-omni: null stands for absence. */
export const nullForAbsent = eachImage((image) => ({ url: null, b64_json: null, revised_prompt: null, ...image }));

/** Open WebUI: no envelope, and urls relative to the origin. */
export const bareArray = reshaped(({ data }) =>
  data.map((image) => (image.url ? { ...image, url: image.url.replace(/^https?:\/\/[^/]+/, '') } : image)),
);

/** Together: no `created`, but an id, the model and numbered items. */
export const numberedItems = reshaped(({ data }) => ({
  id: 'answer-1',
  model: 'a-model',
  object: 'list',
  data: data.map((image, index) => ({ index, ...image })),
}));

/** A data URI where a url is expected. For requests that are answered with base64. */
export function dataUriInUrl(contentType = 'image/png'): Behaviour {
  return eachImage(({ b64_json: base64, ...image }) => ({
    ...image,
    url: `data:${contentType};base64,${base64 ?? ''}`,
  }));
}

/** A data URI where bare base64 is expected. */
export function dataUriInBase64(contentType = 'image/png'): Behaviour {
  return eachImage((image) => ({ ...image, b64_json: `data:${contentType};base64,${image.b64_json ?? ''}` }));
}

/** The base64 ends early; the JSON around it is whole. */
export const truncatedBase64 = eachImage((image) => ({
  ...image,
  b64_json: image.b64_json?.slice(0, Math.floor(image.b64_json.length / 2)),
}));

export const emptyData = reshaped((answer) => ({ ...answer, data: [] }));

export const noData = reshaped(({ created }) => ({ created }));

/** Fewer or more images than were asked for. */
export function imageCount(count: number): Behaviour {
  return reshaped((answer) => ({
    ...answer,
    data: Array.from({ length: count }, (_, index) => answer.data[index % answer.data.length]),
  }));
}

/** The items at these places hold only an error. */
export function failedImages(...places: readonly number[]): Behaviour {
  const error = { code: 'OutputImageSensitiveContentDetected', message: 'The image may contain sensitive content.' };
  return eachImage((image, index) => (places.includes(index) ? { error } : image));
}

export const withoutUsage = reshaped((answer) => ({ ...answer, usage: undefined }));

/** Only the spelling of the chat routes. */
export const chatUsage = reshaped((answer) => ({ ...answer, usage: chatSpelling(answer) }));

/** Both spellings at once, the one of the chat routes with zeros, as seen at CometAPI. */
export const bothUsages = reshaped((answer) => ({
  ...answer,
  usage: { prompt_tokens: 0, completion_tokens: 0, ...answer.usage, claude_cache_creation_5_m_tokens: 0 },
}));

function chatSpelling({ usage }: Answer) {
  return {
    prompt_tokens: usage?.input_tokens ?? 0,
    completion_tokens: usage?.output_tokens ?? 0,
    total_tokens: usage?.total_tokens ?? 0,
  };
}
