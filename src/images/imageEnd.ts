import type { ImageType } from './image.ts';
import { boxesOf, dataView, headerLimit, latin1, svgRootTag } from './imageHeader.ts';

/** Whether the end of the file is there. Without it the download was cut off, and a part of the picture is missing. */
export function isComplete(bytes: Uint8Array, type: ImageType): boolean {
  return endings[type](bytes);
}

const endings: Readonly<Record<ImageType, (bytes: Uint8Array) => boolean>> = {
  png: hasPngEnd,
  // Some encoders pad the file after the end marker.
  jpeg: (bytes) => /\xff\xd9[\0\xff\s]*$/.test(latin1(bytes, -headerLimit)),
  webp: (bytes) => bytes.length >= 12 && dataView(bytes).getUint32(4, true) + 8 <= bytes.length,
  gif: hasGifTrailer,
  avif: hasWholeBoxes,
  svg: hasSvgEnd,
};

/** Walks the chunks: length, type, data, checksum. */
function hasPngEnd(bytes: Uint8Array): boolean {
  const view = dataView(bytes);
  let start = 8;
  while (start + 12 <= bytes.length) {
    const end = start + 12 + view.getUint32(start);
    if (latin1(bytes, start + 4, start + 8) === 'IEND') {
      return end <= bytes.length;
    }
    start = end;
  }
  return false;
}

/** Walks the blocks, because the byte of the trailer may stand anywhere in the pixels. */
function hasGifTrailer(bytes: Uint8Array): boolean {
  let at = 13 + colorTableLength(bytes[10]);
  for (;;) {
    switch (bytes[at]) {
      case 0x21: // an extension and its label
        at = subBlocksEnd(bytes, at + 2);
        break;
      case 0x2c: // an image: descriptor, colours and code size
        at = subBlocksEnd(bytes, at + 11 + colorTableLength(bytes[at + 9]));
        break;
      default:
        return bytes[at] === 0x3b;
    }
  }
}

function colorTableLength(flags = 0): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function subBlocksEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let length = bytes[at]; length; length = bytes[at]) {
    at += length + 1;
  }
  return at + 1;
}

/** The pixels are in the box of media data; the header alone could end where a box ends. */
function hasWholeBoxes(bytes: Uint8Array): boolean {
  let hasPixels = false;
  let reached = 0;
  for (const { name, end } of boxesOf(bytes)) {
    hasPixels ||= name === 'mdat';
    reached = end;
  }
  return hasPixels && reached === bytes.length;
}

function hasSvgEnd(bytes: Uint8Array): boolean {
  const text = latin1(bytes, -headerLimit);
  const closing = text.slice(text.lastIndexOf('</svg'));
  return (
    /^<\/svg\s*>(?:\s|<!--(?:(?!-->)[^])*-->|<\?(?:(?!\?>)[^])*\?>)*$/.test(closing) ||
    svgRootTag(bytes)?.endsWith('/>') === true
  );
}
