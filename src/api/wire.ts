import type { ImageRequest } from '../images/image.ts';
import { GenerationError } from './errors.ts';
import { listOf, numberIn, recordOf, textIn, type Json } from './json.ts';
import { familyOf } from './models.ts';

/** The body of `POST {baseUrl}/images/generations`. Unset parameters are left out: servers refuse what they do not know. */
export function wireBody(request: ImageRequest): Readonly<Record<string, unknown>> {
  const family = familyOf(request.model);
  const fields = {
    model: request.model,
    prompt: request.prompt,
    n: family.sendsCount ? request.count : undefined,
    size: request.size ?? family.defaultSize,
    quality: request.quality,
    style: request.style,
    response_format: request.responseFormat,
    background: request.background,
    output_format: request.outputFormat,
    output_compression: request.outputCompression,
    moderation: request.moderation,
    ...(family.userKey ? { [family.userKey]: request.user } : {}),
    ...family.constants,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** One entry of `data`: bytes, an address to fetch them from, or the reason why there are none. */
export type AnsweredImage = { readonly revisedPrompt?: string } & (
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly said?: string }
);

/** Tokens as the service counts them. */
export interface Usage {
  readonly textIn: number;
  readonly imageIn: number;
  readonly out: number;
}

export interface Answer {
  readonly images: readonly AnsweredImage[];
  readonly model?: string;
  /** What the service chose where the request said nothing. */
  readonly size?: string;
  readonly quality?: string;
  readonly usage?: Usage;
}

/** Reads every spelling of a successful answer. Throws `badAnswer` when there is no image in it. */
export function readAnswer(body: Json): Answer {
  const answer = recordOf(body);
  const data = listOf(Array.isArray(body) ? body : answer.data);
  if (data.length === 0) throw withoutImage(answer);
  const usage = readUsage(answer.usage);
  const [model, size, quality] = [textIn(answer, 'model'), textIn(answer, 'size'), textIn(answer, 'quality')];
  return {
    images: data.map(readImage),
    ...(model && { model }),
    ...(size && { size }),
    ...(quality && { quality }),
    ...(usage && { usage }),
  };
}

function withoutImage(answer: Readonly<Record<string, Json>>): GenerationError {
  const isTask = textIn(answer, 'task_id') ?? (textIn(answer, 'id') && textIn(answer, 'status'));
  const message = isTask
    ? 'The service answers with a task to come back for in place of an image, which Paper Boat cannot do.'
    : 'The service answered without an image. It may have filtered the prompt.';
  return new GenerationError('badAnswer', message, { mayBeBilled: true });
}

function readImage(entry: Json): AnsweredImage {
  const item = recordOf(entry);
  const revised = textIn(item, 'revised_prompt');
  return { ...readContent(item), ...(revised && { revisedPrompt: revised }) };
}

function readContent(item: Readonly<Record<string, Json>>): AnsweredImage {
  const encoded = textIn(item, 'b64_json');
  if (encoded) return decoded(encoded);
  const url = textIn(item, 'url');
  if (url) return /^\s*data:/i.test(url) ? decoded(url) : { kind: 'url', url };
  const said = textIn(recordOf(item.error), 'message');
  return { kind: 'failed', reason: 'The service answered with an empty image.', ...(said && { said }) };
}

const dataUri = /^\s*data:image\/(?:png|jpe?g|webp|avif|gif|svg\+xml);base64,/i;

function decoded(encoded: string): AnsweredImage {
  const prefix = dataUri.exec(encoded)?.[0] ?? '';
  const text = encoded.slice(prefix.length);
  const bytes = Buffer.from(text, 'base64');
  // Buffer.from skips what is not base64, so a damaged text shows as fewer bytes than its letters stand for.
  const letters = text.replace(/[\s=]/g, '').length;
  if (bytes.length === 0 || bytes.length !== Math.floor((letters * 3) / 4))
    return { kind: 'failed', reason: 'The service answered with an image whose base64 is damaged.' };
  return { kind: 'bytes', bytes };
}

function readUsage(json: Json | undefined): Usage | undefined {
  const usage = recordOf(json);
  const details = recordOf(usage.input_tokens_details);
  const input = numberIn(usage, 'input_tokens') ?? numberIn(usage, 'prompt_tokens');
  const out = numberIn(usage, 'output_tokens') ?? numberIn(usage, 'completion_tokens');
  if (input === undefined || out === undefined || input + out === 0) return undefined;
  const textTokens = numberIn(details, 'text_tokens');
  // Without details every input token counts as an image token, the dearer kind.
  return { textIn: textTokens ?? 0, imageIn: numberIn(details, 'image_tokens') ?? input - (textTokens ?? 0), out };
}
