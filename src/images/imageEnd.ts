import { walkBytes, walkUnits, type ByteRange, type Walk } from './byteWalk.ts';
import type { ImageType } from './image.ts';
import { boxLength, boxName, headerLimit, latin1, svgRootTag } from './imageHeader.ts';

/** Whether the end of the file is there. Without it the download was cut off, and a part of the picture is missing. */
export function isComplete(bytes: Uint8Array, type: ImageType): boolean {
  return walkBytes(bytes, hasEnd(type, bytes.length));
}

/** For a file of so many bytes. */
export function hasEnd(type: ImageType, length: number): Walk<boolean> {
  return endings[type](length);
}

const endings: Readonly<Record<ImageType, (length: number) => Walk<boolean>>> = {
  png: hasPngEnd,
  jpeg: hasJpegEnd,
  webp: hasWholeRiff,
  gif: hasGifTrailer,
  avif: hasWholeBoxes,
  svg: hasSvgEnd,
};

const endChunk = 0x49454e44; // IEND
const mediaData = 0x6d646174; // mdat

/** Walks the chunks: length, type, data, checksum. */
function* hasPngEnd(length: number): Walk<boolean> {
  const last = yield* walkUnits([8, length], 12, (bytes, at) => {
    const isLast = at + 12 > bytes.length || bytes.readUInt32BE(at + 4) === endChunk;
    return isLast ? undefined : 12 + bytes.readUInt32BE(at);
  });
  const chunk = yield [last, last + 12];
  return chunk.length >= 12 && last + 12 + chunk.readUInt32BE(0) <= length;
}

/** Some encoders pad the file after the end marker. */
function* hasJpegEnd(length: number): Walk<boolean> {
  return /\xff\xd9[\0\xff\s]*$/.test(latin1(yield tail(length)));
}

function tail(length: number): ByteRange {
  return [Math.max(0, length - headerLimit), length];
}

function* hasWholeRiff(length: number): Walk<boolean> {
  const head = yield [0, 12];
  return head.length >= 12 && head.readUInt32LE(4) + 8 <= length;
}

/** Walks the blocks, because the byte of the trailer may stand anywhere in the pixels. */
function* hasGifTrailer(length: number): Walk<boolean> {
  const header = yield [0, 13];
  const last = yield* walkUnits([13 + colorTableLength(header[10]), length], 10, gifBlocks());
  return (yield [last, last + 1])[0] === 0x3b;
}

/** A block is followed by its data, in blocks of their own of which the last is empty. */
function gifBlocks(): (bytes: Buffer, at: number) => number | undefined {
  let isData = false;
  return (bytes, at) => {
    const first = bytes[at] ?? 0;
    if (isData) {
      isData = first > 0;
      return 1 + first;
    }
    isData = true;
    switch (first) {
      case 0x21: // an extension and its label
        return 2;
      case 0x2c: // an image: descriptor, colours and code size
        return 11 + colorTableLength(bytes[at + 9]);
      default:
        return undefined;
    }
  };
}

function colorTableLength(flags = 0): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

/** The pixels are in a box of media data; the header alone could end where a box ends. */
function* hasWholeBoxes(length: number): Walk<boolean> {
  let pixelBoxes = 0;
  const reached = yield* walkUnits([0, length], 16, (bytes, at) => {
    const ownLength = boxLength(bytes, at);
    pixelBoxes += ownLength !== undefined && boxName(bytes, at) === mediaData ? 1 : 0;
    return ownLength;
  });
  return pixelBoxes > 0 && (reached === length || reached === Infinity);
}

function* hasSvgEnd(length: number): Walk<boolean> {
  if (svgRootTag(yield [0, headerLimit])?.endsWith('/>')) {
    return true;
  }
  const text = latin1(yield tail(length));
  const closing = text.slice(text.lastIndexOf('</svg'));
  return /^<\/svg\s*>(?:\s|<!--(?:(?!-->)[^])*-->|<\?(?:(?!\?>)[^])*\?>)*$/.test(closing);
}
