import type { OffsetRange } from '../trackedRange.ts';
import { movedBy, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot } from './imageSpot.ts';
import { movedValue, type NamedImages } from './scriptValues.ts';

/** A link of a piece whose address is that of an import, and begins at it: edits elsewhere leave it as it is. */
export interface ImportedLink {
  readonly link: LinkSpot;
  readonly name: string;
}

const farAway = -(2 ** 40);

/** Imports for a piece whose own ranges begin at itself: theirs are far before it. */
export function farImports(imports: NamedImages): NamedImages {
  return { get: (name) => movedValue(imports.get(name), farAway) };
}

/** What names stand for: as long as that stays, so do the images of a piece that asked for them. */
export function saidBy(names: readonly string[], imports: NamedImages | undefined): string {
  return names
    .map((name) => imports?.get(name))
    .map((value) => (value ? `${value.reads ?? ''} ${value.text}` : ''))
    .join('\n');
}

/** Tells the links of a piece apart that were read with imports far away. @param asked names of which any may be imported */
export function withoutImported(
  links: readonly LinkSpot[],
  asked: readonly string[],
  far: NamedImages | undefined,
): { readonly own: readonly LinkSpot[]; readonly imported: readonly ImportedLink[] } {
  const imported = links
    .filter(({ address }) => address.start < 0)
    .flatMap((link) => {
      const name = asked.find((each) => holds(far?.get(each)?.range, link.address));
      const start = name === undefined ? undefined : far?.get(name)?.range.start;
      if (name === undefined || start === undefined) return [];
      return [{ name, link: { ...link, address: movedBy(link.address, -start) } }];
    });
  return { own: links.filter(({ address }) => address.start >= 0), imported };
}

/** Adds those of a piece that begins at an offset. */
export function addImported(
  found: FoundSpots,
  links: readonly ImportedLink[],
  imports: NamedImages | undefined,
  offset: number,
): void {
  for (const { link, name } of links) {
    const start = imports?.get(name)?.range.start;
    if (start === undefined) continue;
    found.links.push({ ...link, whole: movedBy(link.whole, offset), address: movedBy(link.address, start) });
  }
}

function holds(outer: OffsetRange | undefined, inner: OffsetRange): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}
