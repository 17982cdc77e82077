import type { ImageSize } from '../../images/image.ts';
import { JpegBits, meanCodes, waveCodes, type CodeTable } from './jpegBits.ts';
import { steps, transformBlock } from './jpegBlock.ts';

const comment = Buffer.from('Paper Boat placeholder', 'latin1');
/** JFIF 1.1, square pixels, no thumbnail. */
const jfif = Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const side = 8;

/** Lightness, blueness or redness (JFIF, page 3). */
interface Channel {
  /** So many rows as a block has; 0 is the middle. */
  readonly rows: Float64Array;
  /** Of the block before, in steps. */
  mean: number;
}

/**
 * Writes rows of 8-bit red, green and blue, which may come in bands of any number of rows, as a baseline JPEG with all
 * of its color: https://www.w3.org/Graphics/JPEG/itu-t81.pdf
 */
export async function encodeJpeg({ width, height }: ImageSize, bands: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const blocks = new BlockWriter(width);
  for await (const band of bands) for (let at = 0; at < band.length; at += width * 3) blocks.row(band.subarray(at));
  const frame = Buffer.from([
    8,
    height >> 8,
    height & 0xff,
    width >> 8,
    width & 0xff,
    3,
    1,
    0x11,
    0,
    2,
    0x11,
    0,
    3,
    0x11,
    0,
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, jfif),
    segment(0xfe, comment),
    segment(0xdb, Buffer.from([0, ...steps])),
    segment(0xc0, frame),
    segment(0xc4, codeTable(0x00, meanCodes), codeTable(0x10, waveCodes)),
    segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
    blocks.end(),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, ...parts: readonly Uint8Array[]): Buffer {
  const data = Buffer.concat(parts);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

const codeTable = (id: number, { counts, symbols }: CodeTable): Buffer => Buffer.from([id, ...counts, ...symbols]);

/** Collects rows until there are 8, and writes their blocks; what the last ones lack is filled up with their edge. */
class BlockWriter {
  readonly #width: number;
  readonly #stride: number;
  readonly #bits = new JpegBits();
  readonly #channels: readonly Channel[];
  readonly #samples = new Float64Array(side * side);
  #rows = 0;

  constructor(width: number) {
    this.#width = width;
    this.#stride = Math.ceil(width / side) * side;
    this.#channels = Array.from({ length: 3 }, () => ({ rows: new Float64Array(this.#stride * side), mean: 0 }));
  }

  /** @param rgb begins with the row */
  row(rgb: Uint8Array): void {
    const start = this.#rows * this.#stride;
    for (let x = 0; x < this.#stride; x++) {
      const at = Math.min(x, this.#width - 1) * 3;
      const [red = 0, green = 0, blue = 0] = [rgb[at], rgb[at + 1], rgb[at + 2]];
      const lightness = 0.299 * red + 0.587 * green + 0.114 * blue;
      this.#set(start + x, lightness - 128, (blue - lightness) / 1.772, (red - lightness) / 1.402);
    }
    if (++this.#rows === side) this.#write();
  }

  end(): Uint8Array {
    if (this.#rows > 0) {
      const [start, end] = [(this.#rows - 1) * this.#stride, this.#rows * this.#stride];
      for (const { rows } of this.#channels)
        for (let to = end; to < rows.length; to += this.#stride) rows.copyWithin(to, start, end);
      this.#write();
    }
    return this.#bits.end();
  }

  #set(at: number, ...values: readonly [number, number, number]): void {
    this.#channels.forEach(({ rows }, index) => (rows[at] = values[index] ?? 0));
  }

  #write(): void {
    for (let left = 0; left < this.#stride; left += side)
      for (const channel of this.#channels) {
        for (let y = 0; y < side; y++) {
          const start = y * this.#stride + left;
          this.#samples.set(channel.rows.subarray(start, start + side), y * side);
        }
        const coefficients = transformBlock(this.#samples);
        this.#bits.block(coefficients, channel.mean);
        channel.mean = coefficients[0] ?? 0;
      }
    this.#rows = 0;
  }
}
