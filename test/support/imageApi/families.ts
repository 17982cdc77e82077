import type { Format } from './pictures.ts';
import { freeSize, listed, seedreamSize } from './sizes.ts';
import type { SizeRule } from './sizes.ts';

/** What a key may hold once its JSON type is right: one of the words, a whole number in a range, or anything. */
export type Rule = readonly string[] | { readonly least: number; readonly most: number } | 'anything';

/** One column of the parameter table. A key that is not listed here is refused as unknown. */
export interface Family {
  readonly ids: RegExp;
  readonly upstream: 'openai' | 'alibaba' | 'ark' | 'xai' | 'other';
  /** In characters; absent when a longer prompt is cut silently. */
  readonly promptMost?: number;
  readonly keys: Readonly<Record<string, Rule>>;
  readonly size?: SizeRule;
  /** The gateway knows the sizes of these models itself, and answers in its own way. */
  readonly sizeCheckedByGateway?: boolean;
  readonly onlyOneImage?: boolean;
  readonly noTransparency?: boolean;
  /** What the answer holds when `response_format` is absent. */
  readonly answersWith: 'url' | 'b64_json';
  /** Keys and formats that need preview access. */
  readonly preview?: { readonly keys: Readonly<Record<string, Rule>>; readonly formats: readonly Format[] };
}

const count: Rule = { least: 1, most: 10 };
const urlOrBase64: Rule = ['url', 'b64_json'];
const base64Keys: Family['keys'] = {
  n: count,
  size: 'anything',
  quality: ['low', 'medium', 'high', 'auto'],
  output_format: ['png', 'jpeg', 'webp'],
  output_compression: { least: 0, most: 100 },
  background: ['transparent', 'opaque', 'auto'],
  moderation: ['low', 'auto'],
  stream: 'anything',
  partial_images: { least: 0, most: 3 },
  user: 'anything',
};
const gptImage: Omit<Family, 'ids'> = {
  upstream: 'openai',
  promptMost: 32_000,
  keys: base64Keys,
  size: freeSize,
  answersWith: 'b64_json',
};
const preview: NonNullable<Family['preview']> = {
  keys: {
    complexity: ['low', 'medium', 'high'],
    frame_count: { least: 2, most: 16 },
    frame_duration_ms: { least: 1, most: 60_000 },
    svg: 'anything',
  },
  formats: ['gif', 'svg'],
};
const seedream: Omit<Family, 'ids'> = {
  upstream: 'ark',
  keys: {
    size: 'anything',
    response_format: urlOrBase64,
    watermark: 'anything',
    image: 'anything',
    sequential_image_generation: ['auto', 'disabled'],
    sequential_image_generation_options: 'anything',
    guidance_scale: 'anything',
    stream: 'anything',
  },
  size: seedreamSize(921_600),
  answersWith: 'url',
};
const ratios = ['auto', '1:1', '3:4', '4:3', '9:16', '16:9', '2:3', '3:2', '1:2', '2:1'];

export const families: readonly Family[] = [
  {
    ids: /^dall-e-3$/,
    upstream: 'openai',
    promptMost: 4000,
    keys: {
      n: count,
      size: 'anything',
      quality: ['standard', 'hd'],
      style: ['vivid', 'natural'],
      response_format: urlOrBase64,
      user: 'anything',
    },
    size: listed('1024x1024', '1024x1792', '1792x1024'),
    sizeCheckedByGateway: true,
    onlyOneImage: true,
    answersWith: 'url',
  },
  {
    ids: /^dall-e-2$/,
    upstream: 'openai',
    promptMost: 1000,
    keys: { n: count, size: 'anything', quality: ['standard'], response_format: urlOrBase64, user: 'anything' },
    size: listed('256x256', '512x512', '1024x1024'),
    sizeCheckedByGateway: true,
    answersWith: 'url',
  },
  {
    ...gptImage,
    ids: /^gpt-image-2\.5-(sunburst|flare)(-2026-09-08)?$/,
    keys: {
      ...base64Keys,
      quality: ['low', 'medium', 'high', 'xhigh', 'max', 'auto'],
      safety_identifier: 'anything',
    },
    preview,
  },
  {
    ...gptImage,
    ids: /^gpt-image-2\.6-(sunburst|flare)$/,
    keys: { ...base64Keys, safety_identifier: 'anything' },
    preview,
  },
  { ...gptImage, ids: /^gpt-image-2(-2026-04-21)?$/, noTransparency: true },
  {
    ...gptImage,
    ids: /^(gpt-image-1|gpt-image-1-mini|gpt-image-1\.5|chatgpt-image-latest)$/,
    size: listed('1024x1024', '1024x1536', '1536x1024', 'auto'),
  },
  {
    ids: /^qwen-image(-plus)?$/,
    upstream: 'alibaba',
    keys: { n: count, size: 'anything', output_format: ['png'] },
    size: listed('1024x1024', '1664x928', '1472x1104', '1328x1328', '1104x1472', '928x1664'),
    onlyOneImage: true,
    answersWith: 'b64_json',
  },
  { ...seedream, ids: /^(doubao|bytedance)-seedream-4-(0-250828|5-251128)$/ },
  { ...seedream, ids: /^(doubao|bytedance)-seedream-5-0-260128$/, size: seedreamSize(3_686_400) },
  {
    ids: /^grok-imagine-image$/,
    upstream: 'xai',
    keys: { n: count, response_format: urlOrBase64, aspect_ratio: ratios, resolution: ['1k', '2k'] },
    answersWith: 'url',
  },
];

/** A lenient server of another make, which serves any id and ignores what it does not know. */
export const otherServer: Family = { ids: /^/, upstream: 'other', keys: {}, answersWith: 'url' };
