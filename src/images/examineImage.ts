import { walkSource, type Walk } from './byteWalk.ts';
import type { ImageSize, ImageType } from './image.ts';
import type { ByteSource } from './imageContent.ts';
import { hasEnd } from './imageEnd.ts';
import { headerLimit } from './imageHeader.ts';
import { sizeOf } from './imageSize.ts';
import { imageType } from './imageType.ts';

export interface ExaminedImage {
  /** Absent for anything that is not an image of a known type. */
  readonly type?: ImageType;
  /** As the header claims; absent when it does not. */
  readonly size?: ImageSize;
  /** Whether the end of the file is there; false when the type is unknown. */
  readonly isComplete: boolean;
  /** Whether this is no text: a zero stands among the first bytes. */
  readonly isBinary: boolean;
}

/** Looks at an image of any length without holding more than a small part of it. Rejects when the source does. */
export function examineImage(source: ByteSource): Promise<ExaminedImage> {
  return walkSource(source, examination(source.length));
}

const binaryLimit = 512;

/** Of a file of so many bytes. */
export function* examination(length: number): Walk<ExaminedImage> {
  const front = (yield [0, headerLimit]).subarray(0, headerLimit);
  const isBinary = front.subarray(0, binaryLimit).includes(0);
  const type = imageType(front);
  if (!type) {
    return { isComplete: false, isBinary };
  }
  const size = yield* sizeOf(type);
  return { type, ...(size && { size }), isComplete: yield* hasEnd(type, length), isBinary };
}
