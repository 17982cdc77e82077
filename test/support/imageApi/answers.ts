import type { Family } from './families.ts';
import type { FileShelf } from './files.ts';
import type { Body } from './gateway.ts';
import { picture } from './pictures.ts';
import type { Format, Motif, Pixels } from './pictures.ts';
import { pixelsOf, pixelsOfRatio } from './sizes.ts';

export interface AnsweredImage {
  readonly url?: string | null;
  readonly b64_json?: string | null;
  readonly revised_prompt?: string;
  readonly size?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Usage {
  readonly input_tokens?: number;
  readonly input_tokens_details?: { readonly image_tokens: number; readonly text_tokens: number };
  readonly output_tokens: number;
  readonly output_tokens_details?: { readonly image_tokens: number; readonly text_tokens: number };
  readonly generated_images?: number;
  readonly total_tokens: number;
}

export interface Answer {
  readonly created: number;
  readonly model?: string;
  readonly background?: string;
  readonly output_format?: string;
  readonly quality?: string;
  readonly size?: string;
  readonly usage?: Usage;
  readonly data: readonly AnsweredImage[];
}

const created = 1_781_075_000;

/** The answer to a request that passed the check. Files behind urls are put on the shelf. */
export function answerTo(body: Body, family: Family, files: FileShelf): Answer {
  const images = drawn(body, family).map(({ format, motif }) => {
    const bytes = picture(format, motif);
    const asUrl = (body.response_format ?? family.answersWith) === 'url';
    return asUrl ? { url: files.add(bytes, format) } : { b64_json: bytes.toString('base64') };
  });
  const size = sizeText(pixels(body, family));
  const { model, prompt = '' } = body;
  switch (family.upstream) {
    case 'ark':
      return { model, created, data: images.map((image) => ({ ...image, size })), usage: arkUsage(images.length) };
    case 'alibaba':
      // The gateway's own adaptor, which always writes all keys.
      return { created, data: images.map((image) => ({ url: '', b64_json: '', ...image, revised_prompt: '' })) };
    case 'xai':
    case 'other':
      return { created, data: images };
    case 'openai':
      if (family.answersWith === 'b64_json') return { created, ...echo(body, size, images.length), data: images };
      if (model === 'dall-e-2') return { created, data: images };
      return { created, data: images.map((image) => ({ revised_prompt: `${prompt} Soft golden light.`, ...image })) };
  }
}

/** The pixels of every image in the answer; images in other formats than PNG are smaller all the same. */
export function pixels(body: Body, family: Family): Pixels {
  const { size, aspect_ratio: ratio = '1:1', resolution = '1k' } = body;
  if (family.upstream === 'xai') return pixelsOfRatio(ratio, resolution);
  return pixelsOf(family.upstream === 'ark' ? (size ?? '2K') : size);
}

function drawn(body: Body, family: Family): { format: Format; motif: Motif }[] {
  const format = (body.output_format ?? 'png') as Format;
  const transparent = body.background === 'transparent';
  return Array.from({ length: imageCount(body, family) }, (_, index) => ({
    format,
    motif: { pixels: pixels(body, family), seed: `${body.prompt ?? ''} ${index}`, transparent },
  }));
}

function imageCount(body: Body, { upstream }: Family): number {
  if (upstream !== 'ark') return Math.max(1, body.n ?? 1);
  const { sequential_image_generation: sequence, sequential_image_generation_options: options } = body;
  return sequence === 'auto' ? (options?.max_images ?? 1) : 1;
}

function sizeText({ width, height }: Pixels): string {
  return `${width}x${height}`;
}

function arkUsage(images: number): Usage {
  return { generated_images: images, output_tokens: images * 16_384, total_tokens: images * 16_384 };
}

const outputTokens: Readonly<Record<string, number>> = { low: 196, medium: 1056, high: 4160, xhigh: 6240, max: 8320 };

/** What a GPT image model chose where it was asked for `auto`, and what it spent. */
function echo(body: Body, size: string, images: number) {
  const quality = chosen(body.quality, 'medium');
  const input = Math.ceil((body.prompt ?? '').length / 4);
  const output = images * (outputTokens[quality] ?? 0);
  const usage: Usage = {
    input_tokens: input,
    input_tokens_details: { image_tokens: 0, text_tokens: input },
    output_tokens: output,
    output_tokens_details: { image_tokens: output, text_tokens: 0 },
    total_tokens: input + output,
  };
  const background = chosen(body.background, 'opaque');
  return { background, output_format: body.output_format ?? 'png', quality, size, usage };
}

function chosen(asked: string | undefined, automatic: string): string {
  return asked === undefined || asked === 'auto' ? automatic : asked;
}
