import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { avifFixture, gifFixture, jpegFixture, svgFixture, webpFixture } from './fixtures.ts';

export type Format = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'svg';

export interface Pixels {
  readonly width: number;
  readonly height: number;
}

export interface Motif {
  readonly pixels: Pixels;
  /** The same words give the same bytes; other words give other colours. */
  readonly seed: string;
  readonly transparent?: boolean;
}

const fixtures = { jpeg: jpegFixture, webp: webpFixture, gif: gifFixture, avif: avifFixture, svg: svgFixture };

/** Real image bytes: PNG in exactly the size of the motif, every other format one fixed 8 x 8 file. */
export function picture(format: Format, motif: Motif): Buffer {
  return format === 'png' ? png(motif) : fixtures[format];
}

export function contentTypeOf(format: Format): string {
  return format === 'svg' ? 'image/svg+xml' : `image/${format}`;
}

const colours = 16;
const skyColours = 11;

/** 4-bit palette, a gradient of sky over a band of water: 4096 x 4096 costs some 10 kB and a few milliseconds. */
function png({ pixels, seed, transparent = false }: Motif): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels.width, 0);
  header.writeUInt32BE(pixels.height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const stride = 1 + Math.ceil(pixels.width / 2);
  const rows = Buffer.alloc(stride * pixels.height);
  for (let row = 0; row < pixels.height; row++) {
    const colour = Math.floor((row * colours) / pixels.height);
    rows.fill(colour * 0x11, row * stride + 1, (row + 1) * stride);
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette(seed)),
    transparent ? chunk('tRNS', Buffer.alloc(skyColours)) : Buffer.alloc(0),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function palette(seed: string): Buffer {
  const hash = createHash('sha256').update(seed).digest();
  const sky = [...hash.subarray(0, 3)];
  const water = [...hash.subarray(3, 6)].map((value) => value >> 1);
  const entries = Array.from({ length: colours }, (_, index) =>
    index < skyColours ? sky.map((value) => Math.round(value + ((255 - value) * index) / skyColours)) : water,
  );
  return Buffer.from(entries.flat());
}

/** A chunk of a PNG file: https://www.w3.org/TR/png-3/#5Chunk-layout */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
