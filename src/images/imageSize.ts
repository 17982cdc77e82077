import { GIF } from 'image-size/types/gif';
import { PNG } from 'image-size/types/png';
import { SVG } from 'image-size/types/svg';
import { WEBP } from 'image-size/types/webp';
import { avifSize } from './avifSize.ts';
import { walkBytes, type Walk } from './byteWalk.ts';
import type { ImageSize, ImageType } from './image.ts';
import { headerLimit, svgRootTag } from './imageHeader.ts';
import { jpegSize } from './jpegSize.ts';

const mostPixels = 64 * 2 ** 20;
const longestSide = 16_384;

/** Whether an image that claims this size may be decoded: a few bytes can claim gigabytes of pixels. */
export function isDrawableSize({ width, height }: ImageSize): boolean {
  return width <= longestSide && height <= longestSide && width * height <= mostPixels;
}

/**
 * Pixels as they are shown; undefined when the header does not say. It is what the header claims: the pixels are not
 * decoded, and the numbers may be huge.
 */
export function imageSize(bytes: Uint8Array, type: ImageType): ImageSize | undefined {
  return walkBytes(bytes, sizeOf(type));
}

export function* sizeOf(type: ImageType): Walk<ImageSize | undefined> {
  const size = yield* claimedSize(type);
  return size && isLength(size.width) && isLength(size.height) ? size : undefined;
}

function isLength(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function* claimedSize(type: ImageType): Walk<ImageSize | undefined> {
  switch (type) {
    case 'jpeg':
      return yield* jpegSize();
    case 'avif':
      return yield* avifSize();
    default:
      return sizeInFront(yield [0, headerLimit], type);
  }
}

type FrontType = Exclude<ImageType, 'jpeg' | 'avif'>;

function sizeInFront(bytes: Uint8Array, type: FrontType): ImageSize | undefined {
  // A copy, because `image-size` reads on into whatever shares the buffer instead of stopping where the bytes end.
  const front = new Uint8Array(bytes.subarray(0, headerLimit));
  try {
    const { width, height } = measure(front, type);
    return { width, height };
  } catch {
    return undefined;
  }
}

/** Throws on a broken header. */
function measure(front: Uint8Array, type: FrontType): ImageSize {
  switch (type) {
    case 'png':
      PNG.validate(front);
      return PNG.calculate(front);
    case 'gif':
      return GIF.calculate(front);
    case 'webp':
      return WEBP.calculate(front);
    case 'svg':
      return SVG.calculate(new TextEncoder().encode(svgRootTag(front)));
  }
}
