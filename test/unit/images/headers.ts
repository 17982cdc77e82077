// Files that are no more than headers, of any size that a test asks for.

export function pngHeader(width: number, height: number): Buffer {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0\0\0\0\0', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

interface Photograph {
  readonly width: number;
  readonly height: number;
  /** As in EXIF; absent, there is no EXIF. */
  readonly orientation?: number;
}

export function jpegOf({ width, height, orientation }: Photograph): Buffer {
  const frame = Buffer.from('\xff\xc0\0\x11\x08\0\0\0\0\x03\x01\x11\0\x02\x11\x01\x03\x11\x01', 'latin1');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const start = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1');
  const end = Buffer.from('\xff\xd9', 'latin1');
  return Buffer.concat([start, orientation === undefined ? Buffer.alloc(0) : exif(orientation), frame, end]);
}

/** One TIFF directory, big-endian, with the one entry 0x0112. */
export function exif(orientation: number): Buffer {
  const tiff = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1');
  tiff.writeUInt16BE(orientation, 18);
  return segment(0xe1, `Exif\0\0${tiff.toString('latin1')}`);
}

/** Of a JPEG; each character of the content is a byte. */
export function segment(marker: number, content: string): Buffer {
  const bytes = Buffer.from(`\xff\0\0\0${content}`, 'latin1');
  bytes.writeUInt8(marker, 1);
  bytes.writeUInt16BE(content.length + 2, 2);
  return bytes;
}

export function webpLossy(width: number, height: number): Buffer {
  const bytes = Buffer.from('RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\x01\0\x9d\x01\x2a\0\0\0\0', 'latin1');
  bytes.writeUInt16LE(width, 26);
  bytes.writeUInt16LE(height, 28);
  return bytes;
}

export function webpExtended(width: number, height: number): Buffer {
  const bytes = Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

/** An AVIF that holds images of these sizes: a picture, its tiles, a thumbnail. */
export function avifOf(...sizes: readonly (readonly [width: number, height: number])[]): Buffer {
  const extents = sizes.map(([width, height]) => {
    const content = Buffer.alloc(12);
    content.writeUInt32BE(width, 4);
    content.writeUInt32BE(height, 8);
    return box('ispe', content);
  });
  const properties = box('iprp', box('ipco', ...extents));
  const meta = box('meta', Buffer.alloc(4), properties);
  return Buffer.concat([box('ftyp', Buffer.from('mif1\0\0\0\0mif1avif', 'latin1')), meta, box('mdat')]);
}

/** Of an ISO media file. */
export function box(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}
