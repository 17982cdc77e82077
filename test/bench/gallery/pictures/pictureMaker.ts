import { deflateSync } from 'node:zlib';
import { chunk } from '../../../support/imageApi/pictures.ts';

/** The width and the height of every picture, in pixels. */
const side = 256;
/** Each row begins with its filter: 0, none. */
const stride = side + 1;

/** The brightness at a distance from the picture's centre, of which the lowest eight bits count. */
const patterns: readonly ((x: number, y: number) => number)[] = [
  (_, y) => y,
  (x, y) => (x * x + y * y) >> 7,
  (x, y) => ((x >> 4) ^ (y >> 4)) << 3,
  (x, y) => (x + y) >> 1,
];

/** Draws PNGs: a pattern in two random colours over some rows of noise, 1 to 45 KB, another one for every seed. */
export class PictureMaker {
  readonly #noise = noise();

  draw(seed: number): Buffer {
    const random = randomNumbers(seed);
    return Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header()),
      chunk('PLTE', palette(random)),
      chunk('IDAT', deflateSync(this.#pixels(random), { level: 1 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  /** One byte a pixel, an index into the palette. */
  #pixels(random: Random): Buffer {
    const rows = Buffer.alloc(stride * side);
    const pattern = patterns[random(patterns.length)] ?? patterns[0];
    const [x, y, patternRows] = [random(side), random(side), side - random(160)];
    for (let row = 0; row < patternRows; row++)
      for (let column = 0; column < side; column++)
        rows[row * stride + column + 1] = pattern?.(column - x, row - y) ?? 0;
    this.#noise.copy(rows, patternRows * stride, random(side) * stride);
    return rows;
  }
}

/** Rows of noise for two pictures: a picture takes some from anywhere in it. */
function noise(): Buffer {
  const random = randomNumbers(0);
  return Buffer.from(Array.from({ length: 2 * stride * side }, (_, at) => (at % stride === 0 ? 0 : random(256))));
}

/** A whole number below the limit. */
type Random = (limit: number) => number;

/** mulberry32: small, fast and the same everywhere. */
function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** From one colour to another. */
function palette(random: Random): Buffer {
  const colour = () => [random(256), random(256), random(256)];
  const [from, to] = [colour(), colour()];
  return Buffer.from(
    Array.from({ length: 256 }, (_, index) =>
      from.map((value, part) => value + (((to[part] ?? 0) - value) * index) / 255),
    ).flat(),
  );
}

function header(): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(side, 0);
  data.writeUInt32BE(side, 4);
  data.set([8, 3], 8);
  return data;
}
