import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue. */
  readonly rgb: Uint8Array;
}

/** Reads a PNG of 8-bit RGB by the standard, and asserts its checksums. */
export function readPng(bytes: Uint8Array): Pixels {
  const chunks = chunksOf(Buffer.from(bytes));
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  assert.deepEqual([...header.subarray(8)], [8, 2, 0, 0, 0]);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  return { width, height, rgb: unfilter(inflateSync(data), width * 3) };
}

export function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    assert.equal(png.readUInt32BE(end), crc32(png.subarray(at + 4, end)));
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

function unfilter(filtered: Buffer, stride: number): Uint8Array {
  const rows = filtered.length / (stride + 1);
  const rgb = new Uint8Array(rows * stride);
  for (let row = 0; row < rows; row++) {
    const filter = filtered[row * (stride + 1)] ?? 0;
    for (let index = 0; index < stride; index++) {
      const at = row * stride + index;
      const left = index < 3 ? 0 : (rgb[at - 3] ?? 0);
      const above = rgb[at - stride] ?? 0;
      const corner = index < 3 ? 0 : (rgb[at - stride - 3] ?? 0);
      const guesses = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
      rgb[at] = (filtered[at + row + 1] ?? 0) + (guesses[filter] ?? NaN);
    }
  }
  return rgb;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const nearest = Math.min(...[left, above, corner].map((value) => Math.abs(guess - value)));
  return [left, above, corner].find((value) => Math.abs(guess - value) === nearest) ?? 0;
}

/** The mean of each channel in each cell of a grid of so many columns and rows. */
export function means({ width, height, rgb }: Pixels, columns: number, rows: number): number[] {
  const sums = new Array<number>(columns * rows * 3).fill(0);
  const counts = new Array<number>(columns * rows * 3).fill(0);
  rgb.forEach((value, index) => {
    const x = Math.floor(index / 3) % width;
    const y = Math.floor(index / 3 / width);
    const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
    const at = cell * 3 + (index % 3);
    sums[at] = (sums[at] ?? 0) + value;
    counts[at] = (counts[at] ?? 0) + 1;
  });
  return sums.map((sum, at) => sum / (counts[at] ?? 1));
}
