import type { ImageContent } from '../images/imageContent.ts';
import { Base64Decoder } from './base64Decoder.ts';
import type { ArrivingImage } from './imageSink.ts';
import { answerTooLarge } from './scanLimits.ts';

/** An image that stood in an answer as base64. */
export interface ScannedImage {
  /** What could be decoded. */
  readonly content: ImageContent;
  /** Something in between was no base64, or there was a letter too many or too few. */
  readonly isDamaged: boolean;
}

/** One image on its way from base64 into the sink. */
export class EncodedImage {
  readonly #image: ArrivingImage;
  readonly #mostBytes: number;
  readonly #decoder = new Base64Decoder();
  #length = 0;

  constructor(image: ArrivingImage, mostBytes: number) {
    this.#image = image;
    this.#mostBytes = mostBytes;
  }

  /** Resolves when more may come; undefined when more may come at once. Throws `tooLarge` past the limit. */
  write(base64: string, isLast: boolean): Promise<void> | undefined {
    const decoded = this.#decoder.decode(base64);
    const bytes = isLast ? Buffer.concat([decoded, this.#decoder.end()]) : decoded;
    this.#length += bytes.length;
    if (this.#length > this.#mostBytes) throw answerTooLarge(this.#mostBytes);
    return bytes.length > 0 ? this.#image.write(bytes) : undefined;
  }

  async end(): Promise<ScannedImage> {
    return { content: await this.#image.end(), isDamaged: this.#decoder.isDamaged };
  }

  discard(): Promise<void> {
    return this.#image.discard();
  }
}
