import { randomBytes } from 'node:crypto';
import { chunk, picture } from '../../support/imageApi/pictures.ts';

/** Length, name and checksum. */
const chunkFrame = 12;

/** A whole PNG of 1024 × 1024 in exactly so many bytes, most of them noise in a chunk that viewers skip. */
export function paddedPng(length: number): Buffer {
  const png = picture('png', { pixels: { width: 1024, height: 1024 }, seed: 'bench' });
  const end = png.length - chunkFrame;
  const noise = randomBytes(length - png.length - chunkFrame);
  return Buffer.concat([png.subarray(0, end), chunk('noIs', noise), png.subarray(end)]);
}
