import { lit, mix, rgb, type Color } from './color.ts';
import { clamp } from './curves.ts';
import type { Boat, Scene } from './scene.ts';

type Point = readonly [x: number, y: number];

/** One flat, convex piece of the folded paper, lit from its bottom to its top. */
interface Facet {
  /** Half-planes: an outward normal and its distance from the origin. */
  readonly edges: readonly { readonly x: number; readonly y: number; readonly distance: number }[];
  readonly bottom: number;
  readonly top: number;
  readonly low: Color;
  readonly high: Color;
}

/**
 * The colour of the paper at a place, and how much of a pixel of that size it covers. Lengths are half boats: the bow
 * is near x = 1, the stern near x = -1, and y grows upwards from the waterline.
 */
type PaperAt = (x: number, y: number, pixel: number) => readonly [color: Color, cover: number];

export function foldBoat(scene: Scene): PaperAt {
  const facets = foldFacets(scene);
  const none = [rgb(0), 0] as const;
  return (x, y, pixel) => {
    let color = none[0];
    let cover = 0;
    for (const facet of facets) {
      const share = coverage(facet, x, y, pixel);
      if (share > 0) {
        const own = mix(facet.low, facet.high, clamp((y - facet.bottom) / (facet.top - facet.bottom)));
        cover = share + cover * (1 - share);
        color = mix(color, own, share / cover);
      }
    }
    return cover > 0 ? [color, cover] : none;
  };
}

function coverage({ edges, bottom, top }: Facet, x: number, y: number, pixel: number): number {
  if (y < bottom - pixel || y > top + pixel) {
    return 0;
  }
  let outside = -Infinity;
  for (const edge of edges) {
    outside = Math.max(outside, edge.x * x + edge.y * y - edge.distance);
  }
  return clamp(0.5 - outside / pixel);
}

/** From back to front. A piece reaches a little under the one before it, so that nothing shines through a fold. */
function foldFacets({ boat, sun, palette, paper }: Scene): readonly Facet[] {
  const shade = mix(lit(paper, rgb(palette.shade)), paper, 0.2);
  const bright = lit(paper, mix(rgb(palette.sun), rgb(palette.glow), 0.25));
  const facet = (points: readonly Point[], low: number, high: number) =>
    makeFacet(points, mix(shade, bright, low), mix(shade, bright, high));

  const bowFacesSun = (sun.x - boat.x) * boat.heading > 0;
  const [bowLight, sternLight] = bowFacesSun ? [1, 0.22] : [0.22, 1];
  const { bow, stern, rim, back, peak, keel, bowKeel, sternKeel } = points(boat);
  const middle = rim[0];
  const under = 0.02;
  return [
    facet([stern, back, rim], 0.3 * bowLight - 0.2, 0.3 * bowLight),
    facet([back, bow, rim], 0.3 * sternLight - 0.2, 0.3 * sternLight),
    facet([peak, [middle + under, 0], [middle - 0.5, 0]], sternLight - 0.3, sternLight),
    facet([peak, [middle + 0.5, 0], [middle, 0]], bowLight - 0.3, bowLight),
    facet([stern, [rim[0] + under, rim[1]], [keel[0] + under, keel[1]], sternKeel], sternLight - 0.25, sternLight),
    facet([rim, bow, bowKeel, keel], bowLight - 0.25, bowLight),
    facet([stern, between(stern, rim, 0.5), sternKeel], sternLight - 0.35, sternLight - 0.1),
    facet([between(bow, rim, 0.5), bow, bowKeel], bowLight - 0.35, bowLight - 0.1),
  ];
}

function points({ turn }: Boat) {
  const middle = 0.16 * turn;
  return {
    bow: [1, 0.42 + 0.05 * turn],
    stern: [-0.97, 0.42 - 0.03 * turn],
    rim: [middle, 0.19],
    back: [-middle * 0.4, 0.36],
    peak: [middle * 0.4, 1.04],
    keel: [middle, -0.24],
    bowKeel: [0.52, -0.24],
    sternKeel: [-0.5, -0.24],
  } as const satisfies Record<string, Point>;
}

function between(from: Point, to: Point, share: number): Point {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** The corners run clockwise, with y upwards. */
function makeFacet(corners: readonly Point[], low: Color, high: Color): Facet {
  const heights = corners.map(([, y]) => y);
  const edges = corners.map(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
    const [alongX, alongY] = [nextX - x, nextY - y];
    const length = Math.sqrt(alongX * alongX + alongY * alongY);
    return { x: -alongY / length, y: alongX / length, distance: (alongX * y - alongY * x) / length };
  });
  return { edges, bottom: Math.min(...heights), top: Math.max(...heights), low, high };
}
