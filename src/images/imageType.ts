import { bufferOf } from './byteWalk.ts';
import type { ImageType } from './image.ts';
import { headerLimit, latin1, svgFromRoot } from './imageHeader.ts';

export { isComplete } from './imageEnd.ts';
export { imageSize } from './imageSize.ts';

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
  const end = Math.min(bufferOf(bytes).readUInt32BE(0), headerLimit);
  const [major, , ...compatible] = latin1(bytes, 8, end).match(/[^]{4}/g) ?? [];
  return [major, ...compatible].some((brand) => brand === 'avif' || brand === 'avis');
}
