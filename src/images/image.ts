import type { ImageContent } from './imageContent.ts';

export type ImageType = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'svg';

/** Pixels as they are shown: an EXIF rotation is already applied. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * What is asked of a model, before it is sent. A parameter that is absent is left to the model's family:
 * "auto" in the settings becomes absence here.
 */
export interface ImageRequest {
  readonly prompt: string;
  readonly model: string;
  /** How many variations; at least 1. */
  readonly count: number;
  /** `WIDTHxHEIGHT`, or a word of the family such as `2K`. */
  readonly size?: string;
  readonly quality?: string;
  readonly style?: string;
  readonly background?: string;
  readonly outputFormat?: string;
  /** 0 to 100. */
  readonly outputCompression?: number;
  readonly responseFormat?: string;
  readonly moderation?: string;
  /** The id of the end user, for servers that ask for one. */
  readonly user?: string;
}

export type CostBasis = 'usage' | 'estimate';

/** An image as it came back. The bytes are never rewritten. */
export interface GeneratedImage {
  readonly content: ImageContent;
  /** Told by the bytes, never by a name or a header. */
  readonly type: ImageType;
  /** Absent when the bytes do not say, as in an SVG without a size. */
  readonly size?: ImageSize;
  readonly revisedPrompt?: string;
  /** The model that the service says it used; absent when it does not say. */
  readonly answeredModel?: string;
  /** US dollars for this one image; absent when unknown. */
  readonly cost?: number;
  /** Whether the cost was counted from what the service used, or taken from a price list. */
  readonly costBasis?: CostBasis;
}
