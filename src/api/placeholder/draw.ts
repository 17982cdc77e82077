import { setImmediate } from 'node:timers/promises';
import type { ImageSize } from '../../images/image.ts';
import { boatPainter } from './boat.ts';
import { frameFor } from './frame.ts';
import { encodeJpeg } from './jpeg.ts';
import { encodePng } from './png.ts';
import { sceneFor } from './scene.ts';
import { skyPainter } from './sky.ts';
import { waterPainter } from './water.ts';

const encoders = { png: encodePng, jpeg: encodeJpeg };
const smallest = 16;
const largest = 4096;
/** How many pixels are painted before other work gets its turn: a few milliseconds. */
const pixelsPerBand = 8_192;

export interface Drawing {
  readonly size: ImageSize;
  readonly type: keyof typeof encoders;
}

/**
 * Draws a paper boat at sunrise: the local model. The bytes depend on the prompt, the size and the type alone.
 * Throws a RangeError for a size that is not whole or not between 16 and 4096, and the signal's reason when it is aborted.
 */
export async function drawPlaceholder(
  prompt: string,
  { size, type }: Drawing,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  for (const side of [size.width, size.height]) {
    if (!Number.isInteger(side) || side < smallest || side > largest) {
      throw new RangeError(
        `A placeholder is ${smallest} to ${largest} pixels a side, not ${size.width}x${size.height}.`,
      );
    }
  }
  signal?.throwIfAborted();
  return encoders[type](size, paintBands(prompt, size, signal));
}

async function* paintBands(prompt: string, size: ImageSize, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const { width, height } = size;
  const scene = sceneFor(prompt);
  const frame = frameFor(scene, size);
  const pixels = new Uint8ClampedArray(width * height * 3);
  const bytes = new Uint8Array(pixels.buffer);
  const paintSky = skyPainter(scene, frame);
  const paintWater = waterPainter(scene, frame, bytes);
  const paintBoat = boatPainter(scene, frame);
  const row = new Float32Array(width * 3);
  const rowsPerBand = Math.max(1, Math.floor(pixelsPerBand / width));
  for (let top = 0; top < height; top += rowsPerBand) {
    await setImmediate();
    signal?.throwIfAborted();
    const end = Math.min(height, top + rowsPerBand);
    for (let y = top; y < end; y++) {
      (y < frame.horizon ? paintSky : paintWater)(row, y);
      paintBoat(row, y);
      pixels.set(row, y * width * 3);
    }
    yield bytes.subarray(top * width * 3, end * width * 3);
  }
}
