import { walkUnits, type ByteRange, type Walk } from './byteWalk.ts';
import type { ImageSize } from './image.ts';
import { headerLimit } from './imageHeader.ts';

/** How far into a file its size is looked for: profiles, thumbnails and signatures may come first. */
const sizeLimit = 2_097_152;

/** Of a segment, as far as the size in a frame. */
const headLength = 9;
const exifName = 0x45786966;

/** In the frame; EXIF, which says how it is turned, comes before it. */
export function* jpegSize(): Walk<ImageSize | undefined> {
  let orientation: number | undefined;
  let start = yield* walkTo([2, sizeLimit], (bytes, at) => isFrame(bytes, at) || isExif(bytes, at));
  let segment = yield [start, start + headLength];
  if (isExif(segment, 0)) {
    const length = segmentLength(segment, 0);
    const whole = yield [start, start + Math.min(length, headerLimit)];
    orientation = orientationIn(whole.subarray(10, length));
    start = yield* walkTo([start + length, sizeLimit], isFrame);
    segment = yield [start, start + headLength];
  }
  return isFrame(segment, 0) ? frameSize(segment, orientation) : undefined;
}

/** Over the segments, and over what is none, as decoders do (ITU-T T.81, B.1.1), but not into the pixels. */
function walkTo(range: ByteRange, isWanted: (bytes: Buffer, at: number) => boolean): Walk<number> {
  return walkUnits(range, headLength, (bytes, at) =>
    isWanted(bytes, at) || isLast(bytes, at) ? undefined : segmentLength(bytes, at),
  );
}

/** Zero where the head of a segment is cut off. */
function markerAt(bytes: Buffer, at: number): number {
  return at + headLength <= bytes.length ? bytes.readUInt16BE(at) : 0;
}

/** Baseline, extended or progressive: the kinds that browsers draw. */
function isFrame(bytes: Buffer, at: number): boolean {
  const marker = markerAt(bytes, at);
  return marker >= 0xffc0 && marker <= 0xffc2;
}

function isExif(bytes: Buffer, at: number): boolean {
  return markerAt(bytes, at) === 0xffe1 && bytes.readUInt32BE(at + 4) === exifName;
}

/** The end of the image, or of its header: the pixels begin. */
function isLast(bytes: Buffer, at: number): boolean {
  const marker = markerAt(bytes, at);
  return marker === 0xffd9 || marker === 0xffda;
}

/** One byte where none begins: fill, zeros, and the markers that stand alone. */
function segmentLength(bytes: Buffer, at: number): number {
  const marker = markerAt(bytes, at);
  const hasLength = marker >= 0xffc0 && marker < 0xffff && !(marker >= 0xffd0 && marker <= 0xffd9);
  return hasLength ? 2 + bytes.readUInt16BE(at + 2) : 1;
}

/** Of the first directory of the TIFF file that EXIF is: entries of 12 bytes, each with a tag and a value. */
function orientationIn(tiff: Buffer): number | undefined {
  if (tiff.length < 8) {
    return undefined;
  }
  const isLittleEndian = tiff.readUInt16BE(0) === 0x4949;
  const short = (at: number) => (isLittleEndian ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittleEndian ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = directory + 2 <= tiff.length ? short(directory) : 0;
  const end = Math.min(directory + 2 + count * 12, tiff.length - 11);
  for (let entry = directory + 2; entry < end; entry += 12) {
    if (short(entry) === 0x0112) {
      return short(entry + 8);
    }
  }
  return undefined;
}

/** Orientations 5 to 8 lie on their side. */
function frameSize(frame: Buffer, orientation = 1): ImageSize {
  const [height, width] = [frame.readUInt16BE(5), frame.readUInt16BE(7)];
  return orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height };
}
