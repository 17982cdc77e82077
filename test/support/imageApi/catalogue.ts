import { json } from './exchange.ts';
import type { Reply } from './exchange.ts';

interface Entry {
  readonly id: string;
  readonly provider: string;
  readonly type: 'image' | 'text' | 'video';
  /** US dollars: per request, or per million tokens in and out. */
  readonly price: number | readonly [input: number, output: number];
  readonly page: string;
}

const openAiPage = 'api/image/openai/images';
const entries: readonly Entry[] = [
  { id: 'gpt-image-2', provider: 'OpenAI', type: 'image', price: [4, 24], page: openAiPage },
  { id: 'gpt-image-1', provider: 'OpenAI', type: 'image', price: [8, 32], page: openAiPage },
  { id: 'gpt-image-1-mini', provider: 'OpenAI', type: 'image', price: [1.6, 6.4], page: openAiPage },
  { id: 'gpt-image-1.5', provider: 'OpenAI', type: 'image', price: [4, 25.6], page: openAiPage },
  { id: 'dall-e-3', provider: 'OpenAI', type: 'image', price: 0.032, page: openAiPage },
  { id: 'dall-e-2', provider: 'OpenAI', type: 'image', price: 0.016, page: openAiPage },
  { id: 'qwen-image', provider: 'Alibaba', type: 'image', price: 0.04, page: openAiPage },
  {
    id: 'doubao-seedream-4-0-250828',
    provider: 'ByteDance',
    type: 'image',
    price: 0.024,
    page: 'api/image/seedream/image-generation',
  },
  {
    id: 'gemini-3-pro-image',
    provider: 'Google',
    type: 'image',
    price: [1.6, 96],
    page: 'api/image/gemini/generate-content',
  },
  { id: 'gpt-5.2', provider: 'OpenAI', type: 'text', price: [1.4, 11.2], page: 'api/text/chat' },
  { id: 'sora-2', provider: 'OpenAI', type: 'video', price: 0.08, page: 'api/video/sora-2/create' },
];

/** `GET /api/models`: CometAPI's catalogue, which asks for no key. */
export function catalogueReply(): Reply {
  const data = entries.map(({ id, provider, type, price, page }) => ({
    id,
    provider,
    model_type: type,
    features: [`text-to-${type}`],
    pricing: pricing(price),
    api_doc_url: `https://apidoc.cometapi.com/${page}`,
  }));
  return json(200, { success: true, page: 0, page_size: 0, total: data.length, data });
}

function pricing(price: Entry['price']) {
  return typeof price === 'number'
    ? { currency: 'USD / Request', input: null, output: null, per_request: price, per_second: null }
    : { currency: 'USD / M Tokens', input: price[0], output: price[1], per_request: null, per_second: null };
}

/** `GET /v1/models` as the gateway writes it. */
export function modelListReply(): Reply {
  const data = entries.map(({ id, provider }) => ({
    id,
    object: 'model',
    created: 1_626_777_600,
    owned_by: provider.toLowerCase(),
    // The gateway goes by a short list of names, which misses the newer ones.
    supported_endpoint_types: /^(dall-e|gpt-image-1)/.test(id) ? ['image-generation', 'openai'] : ['openai'],
  }));
  return json(200, { success: true, object: 'list', data });
}
