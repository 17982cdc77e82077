import { invalidRequest } from './errors.ts';
import type { Refusal } from './errors.ts';
import { families } from './families.ts';
import type { Family } from './families.ts';

export type RawBody = Readonly<Record<string, unknown>>;

/** A body whose known keys have their types, as they have behind the gateway. */
export interface Body extends RawBody {
  readonly model: string;
  readonly prompt?: string;
  readonly n?: number;
  readonly size?: string;
  readonly quality?: string;
  readonly background?: string;
  readonly output_format?: string;
  readonly output_compression?: number;
  readonly response_format?: string;
  readonly stream?: boolean;
  readonly partial_images?: number;
  readonly aspect_ratio?: string;
  readonly resolution?: string;
  readonly image?: readonly string[];
  readonly sequential_image_generation?: string;
  readonly sequential_image_generation_options?: { readonly max_images?: number };
}

const types: Readonly<Record<string, readonly string[]>> = {
  unsigned: ['n', 'output_compression', 'partial_images', 'frame_count', 'frame_duration_ms'],
  boolean: ['stream', 'watermark'],
  number: ['guidance_scale'],
  strings: ['image'],
  object: ['svg', 'sequential_image_generation_options'],
};

const hasType: Readonly<Record<string, (value: unknown) => boolean>> = {
  unsigned: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  strings: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  string: (value) => typeof value === 'string',
};

/** Known to some family, so the gateway reads it into a typed field before it looks at the model. */
const knownKeys = new Set([
  'prompt',
  ...families.flatMap(({ keys, preview }) => [...Object.keys(keys), ...Object.keys(preview?.keys ?? {})]),
]);

/** What the gateway finds by itself: JSON types, the wrong sign in a size, far too many images, DALL-E sizes. */
export function gatewayRefusal(body: RawBody, family: Family): Refusal | undefined {
  return typeRefusal(body) ?? valueRefusal(body as Body, family);
}

function typeRefusal(body: RawBody): Refusal | undefined {
  const mistyped = Object.entries(body).find(([key, value]) => knownKeys.has(key) && !hasType[typeOf(key)]?.(value));
  if (!mistyped) return undefined;
  const [key, value] = mistyped;
  // null too, which the gateway would take for an absent key: a key that is not set has to stay out of the body.
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return invalidRequest(
    `json: cannot unmarshal ${found} into Go struct field ImageRequest.${key} of type ${typeOf(key)}`,
  );
}

function valueRefusal({ model, n = 1, size }: Body, family: Family): Refusal | undefined {
  if (size?.includes('×')) {
    return invalidRequest("size has an unexpected character, please use 'x' instead of the multiplication sign '×'");
  }
  if (n > 128) return invalidRequest('n must be between 1 and 128');
  const problem = size && family.sizeCheckedByGateway ? family.size?.(size) : undefined;
  return problem ? invalidRequest(`size is not supported by ${model}: ${problem}`) : undefined;
}

function typeOf(key: string): string {
  return Object.entries(types).find(([, keys]) => keys.includes(key))?.[0] ?? 'string';
}
