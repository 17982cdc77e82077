import type { ImageSize } from '../../src/images/image.ts';

/** Of a thumbnail, in pixels: a large cell on a screen of one and a half times the usual density. */
export const longestSide = 320;

/** The largest size of the same shape that a thumbnail may have; small pictures stay as they are. */
export function fitted({ width, height }: ImageSize): ImageSize {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
