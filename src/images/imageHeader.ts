import { bufferOf } from './byteWalk.ts';

/** How many bytes of a header are read as text or as boxes: more than any needs, and few enough to stay quick. */
export const headerLimit = 65_536;

/** Each byte as the character of that number, so that places in the text are places in the bytes. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return bufferOf(bytes).toString('latin1', start, end);
}

/**
 * How long the box of an ISO media file (ISO/IEC 14496-12, 4.2) is, such as AVIF: infinite when it goes on to the end
 * of the file, undefined when it is broken or none begins there.
 */
export function boxLength(bytes: Buffer, at: number): number | undefined {
  if (at + 8 > bytes.length) {
    return undefined;
  }
  const size = bytes.readUInt32BE(at);
  if (size === 0) {
    return Infinity;
  }
  // The length of a very long one comes after the name.
  const hasLong = size === 1 && at + 16 <= bytes.length;
  const length = hasLong ? Number(bytes.readBigUInt64BE(at + 8)) : size;
  return length < 8 ? undefined : length;
}

/** As a number, which is how names are compared where there may be millions; only where a box has a length. */
export function boxName(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at + 4);
}

/** The text of an SVG from its root tag on, as far as a header goes; undefined when this is no SVG. */
export function svgFromRoot(bytes: Uint8Array): string | undefined {
  const text = latin1(bytes, 0, headerLimit);
  const prologue = /\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE\s+svg\b[^[>]*(?:\[[^]*?\]\s*)?>/iy;
  let start = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  prologue.lastIndex = start;
  while (prologue.test(text)) {
    start = prologue.lastIndex;
  }
  const fromRoot = text.slice(start);
  return /^<svg[\s/>]/.test(fromRoot) ? fromRoot : undefined;
}

/** Undefined when this is no SVG or the tag is cut off. */
export function svgRootTag(bytes: Uint8Array): string | undefined {
  return /^<svg(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(svgFromRoot(bytes) ?? '')?.[0];
}
