import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { SVG } from 'image-size/types/svg';
import { WEBP } from 'image-size/types/webp';
import type { ImageSize, ImageType } from './image.ts';
import { boxesOf, dataView, headerLimit, latin1, svgFromRoot, svgRootTag } from './imageHeader.ts';

export { isComplete } from './imageEnd.ts';

/** How far into a file its size is looked for: profiles, thumbnails and signatures may come first. */
const sizeLimit = 2_097_152;

const mimeTypes: Readonly<Record<ImageType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

export function mimeTypeOf(type: ImageType): string {
  return mimeTypes[type];
}

/** Without a dot. */
export function extensionOf(type: ImageType): string {
  return type === 'jpeg' ? 'jpg' : type;
}

/** The type by the first bytes; undefined for anything that is not an image of a known type. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  const start = latin1(bytes, 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) {
    return 'png';
  }
  if (start.startsWith('\xff\xd8\xff')) {
    return 'jpeg';
  }
  if (/^GIF8[79]a/.test(start)) {
    return 'gif';
  }
  if (/^RIFF[^]{4}WEBP/.test(start)) {
    return 'webp';
  }
  if (isAvif(bytes)) {
    return 'avif';
  }
  return svgFromRoot(bytes) === undefined ? undefined : 'svg';
}

/** HEIC comes in the same container, under other brands. */
function isAvif(bytes: Uint8Array): boolean {
  if (latin1(bytes, 4, 8) !== 'ftyp') {
    return false;
  }
  const end = Math.min(dataView(bytes).getUint32(0), headerLimit);
  const [major, , ...compatible] = latin1(bytes, 8, end).match(/[^]{4}/g) ?? [];
  return [major, ...compatible].some((brand) => brand === 'avif' || brand === 'avis');
}

/**
 * Pixels as they are shown; undefined when the header does not say. It is what the header claims: the pixels are not
 * decoded, and the numbers may be huge.
 */
export function imageSize(bytes: Uint8Array, type: ImageType): ImageSize | undefined {
  try {
    // A copy, because `image-size` reads on into whatever shares the buffer instead of stopping where the bytes end.
    const front = new Uint8Array(bytes.subarray(0, sizeLimit));
    const { width, height, orientation = 1 } = largest(measure(front, type));
    if (!isLength(width) || !isLength(height)) {
      return undefined;
    }
    // EXIF orientations 5 to 8 lie on their side.
    return orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}

interface Measured extends ImageSize {
  readonly orientation?: number;
  readonly images?: readonly ImageSize[];
}

/** Throws on a broken header. */
function measure(bytes: Uint8Array, type: ImageType): Measured {
  switch (type) {
    case 'png':
      PNG.validate(bytes);
      return PNG.calculate(bytes);
    case 'jpeg':
      return JPG.calculate(bytes);
    case 'gif':
      return GIF.calculate(bytes);
    case 'webp':
      return WEBP.calculate(bytes);
    case 'avif':
      return HEIF.calculate(metaBox(bytes));
    case 'svg':
      return SVG.calculate(new TextEncoder().encode(svgRootTag(bytes)));
  }
}

/** Only the box with the size: the search for it takes a time that grows with the square of what is searched. */
function metaBox(bytes: Uint8Array): Uint8Array {
  for (const { name, start, end } of boxesOf(bytes)) {
    if (name === 'meta') {
      return bytes.subarray(start, Math.min(end, start + headerLimit));
    }
  }
  return new Uint8Array();
}

/** An AVIF may hold tiles and a thumbnail beside the picture. */
function largest(measured: Measured): Measured {
  const area = ({ width, height }: ImageSize) => width * height;
  return measured.images?.reduce((most, image) => (area(image) > area(most) ? image : most)) ?? measured;
}

function isLength(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
