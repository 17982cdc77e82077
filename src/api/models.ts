import type { SizeRule } from './sizes.ts';

/** Parameters whose value is one of a few words. */
export type ChoiceParameter = 'quality' | 'style' | 'background' | 'outputFormat' | 'responseFormat' | 'moderation';

/** What a family of models accepts. A parameter that is not named here is never sent to it. */
export interface ModelFamily {
  readonly name: string;
  /** A model belongs to the first family with one of these in its id. */
  readonly idContains: readonly string[];
  /** Characters. */
  readonly promptLimit?: number;
  /** More images than this become several requests. */
  readonly imagesPerRequest: number;
  /** Whether `n` is a word of the family. */
  readonly sendsCount: boolean;
  readonly sizes: SizeRule;
  /** Sent when no size is chosen; absent where the service's own choice is the better one. */
  readonly defaultSize?: string;
  readonly choices: Readonly<Partial<Record<ChoiceParameter, readonly string[]>>>;
  readonly outputCompression: boolean;
  /** Under which name the id of the end user is sent. */
  readonly userKey?: 'user' | 'safety_identifier';
  /** Sent with every request. */
  readonly constants?: Readonly<Record<string, string | boolean>>;
}

/** The id of the local model. */
export const placeholderModel = 'placeholder';

export const defaultModel = 'gpt-image-2';

/** Ids come from settings and servers, and go into requests, messages and files. */
export const isModelId = (text: string): boolean => /^[\w.:/@+-]{1,200}$/.test(text);

const gptChoices = {
  quality: ['low', 'medium', 'high'],
  outputFormat: ['png', 'jpeg', 'webp'],
  background: ['opaque', 'transparent'],
  moderation: ['low'],
} as const;

const gptImage = {
  promptLimit: 32_000,
  imagesPerRequest: 10,
  sendsCount: true,
  choices: gptChoices,
  outputCompression: true,
  userKey: 'user',
} as const;

/** https://platform.openai.com/docs/guides/image-generation (custom sizes of gpt-image-2 and later). */
const freeGptSizes = {
  kind: 'free',
  suggestions: ['1024x1024', '1536x1024', '1024x1536', '2048x2048', '2048x1152', '3840x2160', '2160x3840'],
  words: [],
  multipleOf: 16,
  shortestEdge: 16,
  longestEdge: 3840,
  longestToShortest: 3,
  pixels: [655_360, 8_294_400],
} as const satisfies SizeRule;

const dallE = { sendsCount: true, outputCompression: false, userKey: 'user' } as const;

const seedreamSizes = {
  kind: 'free',
  suggestions: ['2048x2048', '2304x1728', '2848x1600', '1600x2848'],
  words: ['2K', '4K'],
  multipleOf: 1,
  shortestEdge: 240,
  longestEdge: 8192,
  longestToShortest: 16,
  pixels: [921_600, 16_777_216],
} as const satisfies SizeRule;

const seedream = {
  imagesPerRequest: 1,
  sendsCount: false,
  defaultSize: '2K',
  choices: { responseFormat: ['url', 'b64_json'] },
  outputCompression: false,
  // The upstream default is a watermark.
  constants: { watermark: false },
} as const;

const placeholderFamily: ModelFamily = {
  name: 'placeholder',
  idContains: [],
  imagesPerRequest: 1,
  sendsCount: false,
  sizes: {
    kind: 'free',
    suggestions: ['1024x1024', '1536x1024', '1024x1536', '256x256'],
    words: [],
    multipleOf: 1,
    shortestEdge: 16,
    longestEdge: 4096,
    longestToShortest: 256,
    pixels: [256, 16_777_216],
  },
  defaultSize: '1024x1024',
  choices: { outputFormat: ['png', 'jpeg'] },
  outputCompression: false,
};

/** Order matters: the first match wins. Facts: https://apidoc.cometapi.com and the openai package's type comments. */
const families: readonly ModelFamily[] = [
  {
    ...dallE,
    name: 'dall-e-3',
    idContains: ['dall-e-3'],
    promptLimit: 4000,
    imagesPerRequest: 1,
    sizes: { kind: 'list', values: ['1024x1024', '1792x1024', '1024x1792'] },
    defaultSize: '1024x1024',
    choices: {
      quality: ['standard', 'hd'],
      style: ['vivid', 'natural'],
      responseFormat: ['url', 'b64_json'],
    },
  },
  {
    ...dallE,
    name: 'dall-e-2',
    idContains: ['dall-e-2'],
    promptLimit: 1000,
    imagesPerRequest: 10,
    sizes: { kind: 'list', values: ['256x256', '512x512', '1024x1024'] },
    defaultSize: '1024x1024',
    choices: { responseFormat: ['url', 'b64_json'] },
  },
  {
    ...gptImage,
    name: 'gpt-image-2.6',
    idContains: ['gpt-image-2.6'],
    sizes: freeGptSizes,
    choices: { ...gptChoices, outputFormat: ['png', 'jpeg', 'webp', 'gif', 'svg'] },
    userKey: 'safety_identifier',
  },
  {
    ...gptImage,
    name: 'gpt-image-2.5',
    idContains: ['gpt-image-2.5'],
    sizes: freeGptSizes,
    choices: {
      ...gptChoices,
      quality: ['low', 'medium', 'high', 'xhigh', 'max'],
      outputFormat: ['png', 'jpeg', 'webp', 'gif', 'svg'],
    },
    userKey: 'safety_identifier',
  },
  { ...gptImage, name: 'gpt-image-2', idContains: ['gpt-image-2'], sizes: freeGptSizes },
  {
    ...gptImage,
    name: 'gpt-image-1',
    idContains: ['gpt-image-1', 'chatgpt-image'],
    sizes: { kind: 'list', values: ['1024x1024', '1536x1024', '1024x1536'] },
  },
  {
    name: 'qwen-image',
    idContains: ['qwen-image'],
    promptLimit: 800,
    imagesPerRequest: 1,
    sendsCount: true,
    sizes: { kind: 'list', values: ['1024x1024', '1664x928', '1472x1104', '1328x1328', '1104x1472', '928x1664'] },
    defaultSize: '1024x1024',
    choices: { outputFormat: ['png'] },
    outputCompression: false,
  },
  {
    ...seedream,
    name: 'seedream-5',
    idContains: ['seedream-5'],
    sizes: { ...seedreamSizes, pixels: [3_686_400, 16_777_216] },
  },
  { ...seedream, name: 'seedream', idContains: ['seedream'], sizes: seedreamSizes },
  {
    name: 'grok-imagine',
    idContains: ['grok-imagine'],
    imagesPerRequest: 10,
    sendsCount: true,
    sizes: { kind: 'none' },
    choices: { responseFormat: ['url', 'b64_json'] },
    outputCompression: false,
  },
];

/** Only what every compatible server understands. */
const unknownFamily: ModelFamily = {
  name: 'unknown',
  idContains: [],
  imagesPerRequest: 1,
  sendsCount: true,
  sizes: { kind: 'any' },
  choices: {},
  outputCompression: false,
};

/** The rules for a model id; an id that no family knows gets what every server understands. */
export function familyOf(model: string): ModelFamily {
  if (model === placeholderModel) return placeholderFamily;
  const id = model.toLowerCase();
  return families.find(({ idContains }) => idContains.some((part) => id.includes(part))) ?? unknownFamily;
}
