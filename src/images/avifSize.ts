import { walkBytes, walkUnits, type Walk } from './byteWalk.ts';
import type { ImageSize } from './image.ts';
import { boxLength, boxName, headerLimit } from './imageHeader.ts';

const spatialExtents = nameCode('ispe');

/** The largest of the images in the file: there may be tiles and a thumbnail beside the picture (ISO/IEC 23008-12). */
export function* avifSize(): Walk<ImageSize | undefined> {
  // After the head of this one come four bytes of version and flags.
  const meta = yield* boxContent('meta', 12);
  const properties = walkBytes(walkBytes(meta, boxContent('iprp', 8)), boxContent('ipco', 8));
  let largest: ImageSize | undefined;
  const lookAt = (bytes: Buffer, at: number) => {
    const length = boxLength(bytes, at);
    if (length !== undefined && at + 20 <= bytes.length && boxName(bytes, at) === spatialExtents) {
      const size = { width: bytes.readUInt32BE(at + 12), height: bytes.readUInt32BE(at + 16) };
      largest = largest && area(largest) >= area(size) ? largest : size;
    }
    return length;
  };
  walkBytes(properties, walkUnits([0, properties.length], 20, lookAt));
  return largest;
}

/** Of the first box with that name; nothing when there is none. */
function* boxContent(name: string, headLength: number): Walk<Buffer> {
  const code = nameCode(name);
  const start = yield* walkUnits([0, Infinity], 16, (bytes, at) => {
    const length = boxLength(bytes, at);
    return length !== undefined && boxName(bytes, at) === code ? undefined : length;
  });
  const head = yield [start, start + 16];
  const length = Math.min(boxLength(head, 0) ?? 0, headerLimit);
  return (yield [start, start + length]).subarray(headLength, length);
}

function nameCode(name: string): number {
  return Buffer.from(name, 'latin1').readUInt32BE();
}

function area({ width, height }: ImageSize): number {
  return width * height;
}
