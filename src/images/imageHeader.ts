/** How many bytes of a header are read as text or as boxes: more than any needs, and few enough to stay quick. */
export const headerLimit = 65_536;

/** Each byte as the character of that number, so that places in the text are places in the bytes. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const part = bytes.subarray(start, end);
  return Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
}

export function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface Box {
  readonly name: string;
  readonly start: number;
  /** Past the end of the bytes when the file was cut off. */
  readonly end: number;
}

/** The boxes at the top level of an ISO media file (ISO/IEC 14496-12, 4.2), such as AVIF. Ends at a broken box. */
export function* boxesOf(bytes: Uint8Array): Generator<Box> {
  const view = dataView(bytes);
  let start = 0;
  while (start + 8 <= bytes.length) {
    const end = boxEnd(view, start);
    if (end < start + 8) {
      return;
    }
    yield { name: latin1(bytes, start + 4, start + 8), start, end };
    start = end;
  }
}

function boxEnd(view: DataView, start: number): number {
  const size = view.getUint32(start);
  if (size === 0) {
    return view.byteLength;
  }
  if (size === 1) {
    return start + 16 <= view.byteLength ? start + Number(view.getBigUint64(start + 8)) : Infinity;
  }
  return start + size;
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
