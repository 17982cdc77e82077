import { blend, mix, rgb, type Color } from './color.ts';
import { clamp, glow, smooth, wave } from './curves.ts';
import { columns, type Frame, type RowPainter } from './frame.ts';
import type { Scene, Hill } from './scene.ts';

export function skyPainter(scene: Scene, frame: Frame): RowPainter {
  const layers = [air, stars, clouds, hills, birds].map((layer) => layer(scene, frame));
  return (row, y) => {
    for (const paint of layers) {
      paint(row, y);
    }
  };
}

/** The clear sky; `t` is 0 at the zenith and 1 at the horizon. A Bézier curve through the colours shows no bands. */
function skyColor({ palette }: Scene, t: number): Color {
  const [a, b, c, d] = palette.sky;
  const [ab, bc, cd] = [mix(rgb(a), rgb(b), t), mix(rgb(b), rgb(c), t), mix(rgb(c), rgb(d), t)];
  return mix(mix(ab, bc, t), mix(bc, cd, t), t);
}

function air(scene: Scene, { width, unit, horizon }: Frame): RowPainter {
  const sun = rgb(scene.palette.sun);
  const halo = rgb(scene.palette.glow);
  const centerX = scene.sun.x * width;
  const centerY = horizon - scene.sun.height * unit;
  const radius = scene.sun.radius * unit;
  return (row, y) => {
    const clear = skyColor(scene, (y + 0.5) / horizon);
    const dy = (y + 0.5 - centerY) / radius;
    for (let x = 0; x < width; x++) {
      const dx = (x + 0.5 - centerX) / radius;
      const distance = dx * dx + dy * dy;
      blend(row, x, clear, 1);
      blend(row, x, halo, 0.5 * glow((dx * dx * 0.5 + dy * dy) / 30) + 0.3 * glow(distance / 5));
      if (distance < 4) {
        blend(row, x, sun, clamp((1 - Math.sqrt(distance)) * radius + 0.5));
      }
    }
  };
}

function stars({ stars }: Scene, { width, unit, horizon }: Frame): RowPainter {
  const white = rgb(0xffffff);
  return (row, y) => {
    for (const { x, y: height, reach, strength } of stars) {
      const radius = Math.max(0.6, reach * unit);
      const dy = y + 0.5 - height * horizon;
      if (Math.abs(dy) < radius + 1) {
        for (const [column, dx] of columns(width, x * width, radius + 1)) {
          blend(row, column, white, strength * clamp(radius + 0.5 - Math.sqrt(dx * dx + dy * dy)));
        }
      }
    }
  };
}

function clouds({ clouds, palette }: Scene, { width, unit, horizon }: Frame): RowPainter {
  const color = rgb(palette.cloud);
  return (row, y) => {
    for (const { x, y: height, reach, strength } of clouds) {
      const radius = reach * unit;
      const dy = (y + 0.5 - height * horizon) / (radius * 0.07);
      // Flat below, rounded above.
      const rise = dy < 0 ? dy * dy : dy * dy * 6;
      if (rise < 1) {
        for (const [column, dx] of columns(width, x * width, radius)) {
          blend(row, column, color, strength * smooth(0, 0.7, 1 - rise - (dx * dx) / (radius * radius)));
        }
      }
    }
  };
}

function hills(scene: Scene, { width, unit, horizon }: Frame): RowPainter {
  const air = skyColor(scene, 0.97);
  const ranges = scene.hills.map((hill) => ({
    color: mix(rgb(scene.palette.hill), air, hill.haze),
    tops: Float32Array.from(
      { length: width },
      (_, x) => horizon - unit * hillHeight(hill, (x + 0.5) / width, width / unit),
    ),
    rise: hill.rise * unit,
  }));
  return (row, y) => {
    for (const { color, tops, rise } of ranges) {
      if (horizon - y > rise * 1.6) {
        continue;
      }
      // Mist gathers at the foot of a hill.
      const misty = mix(color, air, 0.6 * smooth(rise * 0.9, 0, horizon - y));
      tops.forEach((top, x) => {
        if (top < y + 1) {
          blend(row, x, misty, clamp(y + 1 - top));
        }
      });
    }
  };
}

/** In units; at or below zero there is no hill. `across` is 0 at the left and 1 at the right. */
function hillHeight({ rise, side, pace, phase }: Hill, across: number, widthInUnits: number): number {
  const x = across * widthInUnits * pace;
  const slope = side === 1 ? across : 1 - across;
  const bumps = 0.34 * wave(x * 0.55 + phase) + 0.16 * wave(x * 1.3 + phase * 7) + 0.05 * wave(x * 3.1 + phase * 13);
  return rise * (smooth(0.15, 0.95, slope) * 1.05 - 0.1 + bumps * (0.25 + slope * 0.75));
}

function birds({ birds, palette }: Scene, { width, unit, horizon }: Frame): RowPainter {
  const color = rgb(palette.hill);
  return (row, y) => {
    for (const { x, y: height, reach, strength } of birds) {
      const span = reach * unit;
      const dy = (y + 0.5 - height * horizon) / span;
      if (Math.abs(dy) < 1) {
        for (const [column, dx] of columns(width, x * width, span)) {
          const wing = Math.abs(dx) / span;
          const bow = 0.9 * wing * (1.3 - wing) - 0.25;
          const thickness = 0.11 * (1 - wing * wing);
          blend(row, column, color, strength * clamp((thickness - Math.abs(dy + bow)) * span + 0.5));
        }
      }
    }
  };
}
