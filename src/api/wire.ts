import type { ImageRequest } from '../images/image.ts';
import type { ImageContent } from '../images/imageContent.ts';
import type { ScannedImage } from './encodedImage.ts';
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

/** One entry of `data`: content, an address to fetch it from, or the reason why there is none. */
export type AnsweredImage = { readonly revisedPrompt?: string } & (
  | { readonly kind: 'content'; readonly content: ImageContent }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly said?: string; readonly salvage?: ImageContent }
);

/** Tokens as the service counts them. */
export interface Usage {
  readonly textIn: number;
  readonly imageIn: number;
  readonly out: number;
}

/** What an answer says about all its images. */
export interface AnsweredFacts {
  readonly model?: string;
  /** What the service chose where the request said nothing. */
  readonly size?: string;
  readonly quality?: string;
  readonly usage?: Usage;
}

export interface Answer extends AnsweredFacts {
  readonly images: readonly AnsweredImage[];
}

/** The images of an answer, by the tokens that stand for them in its text. */
export type ScannedImages = ReadonlyMap<string, ScannedImage>;

/** Reads every spelling of a successful answer. Throws `badAnswer` when there is no image in it. */
export function readAnswer(body: Json, images: ScannedImages): Answer {
  const answer = recordOf(body);
  const data = listOf(Array.isArray(body) ? body : answer.data);
  if (data.length === 0) throw withoutImage(answer);
  return { images: data.map((item) => readImage(item, images)), ...readFacts(answer) };
}

export function readFacts(answer: Readonly<Record<string, Json>>): AnsweredFacts {
  const usage = readUsage(answer.usage);
  const [model, size, quality] = [textIn(answer, 'model'), textIn(answer, 'size'), textIn(answer, 'quality')];
  return { ...(model && { model }), ...(size && { size }), ...(quality && { quality }), ...(usage && { usage }) };
}

function withoutImage(answer: Readonly<Record<string, Json>>): GenerationError {
  const isTask = textIn(answer, 'task_id') ?? (textIn(answer, 'id') && textIn(answer, 'status'));
  const message = isTask
    ? 'The service answers with a task to come back for in place of an image, which Paper Boat cannot do.'
    : 'The service answered without an image. It may have filtered the prompt.';
  return new GenerationError('badAnswer', message, { mayBeBilled: true });
}

export function readImage(entry: Json, images: ScannedImages): AnsweredImage {
  const item = recordOf(entry);
  const revised = textIn(item, 'revised_prompt');
  return { ...readContent(item, images), ...(revised && { revisedPrompt: revised }) };
}

function readContent(item: Readonly<Record<string, Json>>, images: ScannedImages): AnsweredImage {
  const encoded = textIn(item, 'b64_json');
  if (encoded) return imageOf(images.get(encoded));
  const url = textIn(item, 'url');
  // A data URI that no token stands for is of a type that is no image.
  if (url) return images.has(url) || /^\s*data:/i.test(url) ? imageOf(images.get(url)) : { kind: 'url', url };
  const said = textIn(recordOf(item.error), 'message');
  return { kind: 'failed', reason: 'The service answered with an empty image.', ...(said && { said }) };
}

/** What was taken out of an answer, whole or damaged. */
export function imageOf(image: ScannedImage | undefined): AnsweredImage {
  if (image && !image.isDamaged && image.content.length > 0) return { kind: 'content', content: image.content };
  const reason = 'The service answered with an image whose base64 is damaged.';
  return { kind: 'failed', reason, ...(image && image.content.length > 0 && { salvage: image.content }) };
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
