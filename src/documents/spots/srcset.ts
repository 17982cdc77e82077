import { withoutEntities } from '../imageReferenceEscapes.ts';
import type { OffsetRange } from '../trackedRange.ts';

/** The value of the attribute, in the text and with its escapes undone. */
export interface WrittenSet {
  readonly range: OffsetRange;
  readonly written: string;
  readonly text: string;
}

export interface SrcsetCandidate {
  readonly range: OffsetRange;
  readonly text: string;
  /** Of a `640w`. */
  readonly width?: number;
  /** Of a `2x`. */
  readonly density?: number;
}

/** The candidates of a `srcset`. https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute */
export function srcsetCandidates({ range, written, text }: WrittenSet): readonly SrcsetCandidate[] {
  const candidates: SrcsetCandidate[] = [];
  // An address ends at white space; commas at its end divide it from the next one.
  const pattern = /[\s,]*(?:([^\s,](?:\S*[^\s,])?)(,+)?)(?:(?<!,)\s+([^,]*))?(?:,|$)/gy;
  for (const match of written.matchAll(pattern)) {
    const [whole, address = '', , descriptor = ''] = match;
    if (whole === '') break;
    const start = range.start + match.index + whole.indexOf(address);
    const [, number = '', unit] = /^([\d.]+)([wx])\b/.exec(descriptor.trim()) ?? [];
    candidates.push({
      range: { start, end: start + address.length },
      text: written === text ? address : withoutEntities(address),
      ...(unit === 'w' && { width: Number(number) }),
      ...(unit === 'x' && { density: Number(number) }),
    });
  }
  return candidates;
}
