import { blend, rgb } from './color.ts';
import { clamp, glow, smooth, wave } from './curves.ts';
import type { Frame, RowPainter } from './frame.ts';
import type { Scene } from './scene.ts';

/** Waves by how often they come across and away from the viewer, and how high they are; the heights add up to 1. */
const waves = [
  { across: 2.6, away: 7.1, height: 0.38, drift: 1 },
  { across: -1.9, away: 9.7, height: 0.3, drift: 3 },
  { across: 5.2, away: 14.3, height: 0.2, drift: 5 },
  { across: -7.4, away: 21.9, height: 0.12, drift: 11 },
] as const;

/** Height of the water around -1 to 1 along one row. Waves too fine for the pixels are left out. */
type Ripples = (x: number) => number;

export function ripplesOfRow({ water }: Scene, { width, height, unit, horizon }: Frame, y: number): Ripples {
  const depth = (y + 0.5 - horizon) / (height - horizon);
  const distance = 1 / (depth + 0.22);
  const rowStep = (distance * distance) / (height - horizon);
  const seen = waves.map(({ across, away, height: crest, drift }) => ({
    across: (across * distance) / unit,
    start: away * distance + water.phase * drift,
    crest: crest * smooth(0.4, 0.1, away * rowStep),
  }));
  return (x) => {
    let level = 0;
    for (const { across, start, crest } of seen) {
      level += crest * wave((x - width / 2) * across + start);
    }
    return level;
  };
}

/** The sky must be in `mirror`, rows of red, green and blue bytes, down to the horizon. */
export function waterPainter(scene: Scene, frame: Frame, mirror: Uint8Array): RowPainter {
  const { width, height, unit, horizon } = frame;
  const deep = rgb(scene.palette.deep);
  const paintGlitter = glitterPainter(scene, frame);
  const reach = Math.min(1, horizon / (height - horizon));
  const levels = new Float32Array(width);
  return (row, y) => {
    const down = y + 0.5 - horizon;
    const depth = down / (height - horizon);
    const ripples = ripplesOfRow(scene, frame, y);
    const swing = unit * scene.water.ripple * (0.03 + 0.045 * depth);
    for (let x = 0; x < width; x++) {
      const level = ripples(x);
      levels[x] = level;
      const mirrored = Math.round(horizon - 1 - down * reach + level * swing);
      const from = Math.max(0, Math.min(horizon - 1, mirrored)) * width;
      const side = Math.max(0, Math.min(width - 1, Math.round(x + level * swing * 0.4)));
      copyPixel(row, x, mirror, from + side);
      blend(row, x, deep, clamp(0.08 + 0.62 * smooth(0, 1.1, depth) - level * 0.1));
    }
    paintGlitter(row, y, levels);
  };
}

/** The sun's path on the water: many small lights, closer together towards the middle. */
function glitterPainter(
  scene: Scene,
  { width, height, unit, horizon }: Frame,
): (row: Float32Array, y: number, levels: Float32Array) => void {
  const sun = rgb(scene.palette.sun);
  const sunX = scene.sun.x * width;
  const phase = scene.water.phase;
  return (row, y, levels) => {
    const depth = (y + 0.5 - horizon) / (height - horizon);
    const distance = 1 / (depth + 0.16);
    const lines = 13 * distance;
    // Where the lights are finer than the pixels they melt into a glow.
    const clear = smooth(0.5, 0.15, (20 * distance * distance) / (height - horizon));
    const pathWidth = unit * (0.05 + 0.15 * depth);
    const scale = distance / unit;
    for (let x = 0; x < width; x++) {
      const off = x + 0.5 - sunX;
      const path = glow((off * off) / (pathWidth * pathWidth));
      if (path > 0.03) {
        const near = off * scale;
        const level = levels[x] ?? 0;
        const sparkle =
          0.55 * wave(near * 2.3 + lines + level * 0.6 + phase) +
          0.45 * wave(-near * 3.7 + lines * 1.55 + level * 0.9 + phase * 5) +
          0.3 * wave(near * 9.1 - lines * 0.53 + phase * 3) +
          0.5 * level;
        const edge = 1.05 - 1.1 * path;
        const light = smooth(edge, edge + 0.4, sparkle);
        blend(row, x, sun, (light * clear + path * 0.5 * (1 - clear)) * (0.95 - 0.3 * depth));
      }
    }
  };
}

function copyPixel(row: Float32Array, x: number, pixels: Uint8Array, index: number): void {
  row[x * 3] = pixels[index * 3] ?? 0;
  row[x * 3 + 1] = pixels[index * 3 + 1] ?? 0;
  row[x * 3 + 2] = pixels[index * 3 + 2] ?? 0;
}
