import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflate } from 'node:zlib';
import type { ImageSize } from '../../images/image.ts';
import { filterBands } from './pngFilter.ts';

// https://www.w3.org/TR/png-3/
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const software = Buffer.from('Software\0Paper Boat placeholder', 'latin1');

/**
 * Writes rows of 8-bit red, green and blue, which may come in bands of any number of rows. The run-length strategy
 * finds the same matches on every processor; the default one hashes with what the processor offers.
 */
export async function encodePng({ width, height }: ImageSize, bands: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const deflated = await pipeline(
    () => filterBands(bands, width * 3),
    createDeflate({ strategy: constants.Z_RLE }),
    buffer,
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits a channel, RGB
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('tEXt', software),
    chunk('IDAT', deflated),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
