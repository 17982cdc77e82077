import { blend, rgb } from './color.ts';
import { clamp, glow, smooth } from './curves.ts';
import { foldBoat } from './foldedPaper.ts';
import type { Frame, RowPainter } from './frame.ts';
import type { Scene } from './scene.ts';
import { ripplesOfRow } from './water.ts';

/** The boat with its shadow and its reflection, over sky and water that are already painted. */
export function boatPainter(scene: Scene, frame: Frame): RowPainter {
  const { boat, water, palette } = scene;
  const paperAt = foldBoat(scene);
  const deep = rgb(palette.deep);
  const reach = boat.reach * frame.unit;
  const centerX = boat.x * frame.width;
  const waterline = frame.horizon + boat.depth * (frame.height - frame.horizon);
  const first = Math.max(0, Math.floor(centerX - reach * 1.3));
  const end = Math.min(frame.width, Math.ceil(centerX + reach * 1.3));

  const paintReflection: RowPainter = (row, y) => {
    const down = (y + 0.5 - waterline) / reach;
    const level = ripplesOfRow(scene, frame, y);
    const shadow = 60 * down * down;
    for (let x = first; x < end; x++) {
      const across = ((x + 0.5 - centerX) / reach) * boat.heading;
      const sway = level(x) * (0.02 + 0.07 * down) * water.ripple;
      blend(row, x, deep, 0.42 * glow(2 * across * across + shadow) * smooth(1.25, 0.7, Math.abs(across)));
      const [color, cover] = paperAt(across + sway, down * 1.05 + sway * 1.6 + across * boat.lean, 1.5 / reach);
      blend(row, x, color, 0.62 * cover * smooth(1.15, 0, down));
    }
  };

  const paintPaper: RowPainter = (row, y) => {
    const up = (waterline - y - 0.5) / reach;
    const aboveWater = clamp(up * reach + 0.5);
    for (let x = first; x < end; x++) {
      const across = ((x + 0.5 - centerX) / reach) * boat.heading;
      const [color, cover] = paperAt(across, up - across * boat.lean, 1 / reach);
      blend(row, x, color, cover * aboveWater);
    }
  };

  return (row, y) => {
    const pixelsDown = y + 0.5 - waterline;
    if (pixelsDown > -0.5 && pixelsDown < 1.2 * reach) {
      paintReflection(row, y);
    }
    if (pixelsDown < 0.5 && pixelsDown > -1.2 * reach) {
      paintPaper(row, y);
    }
  };
}
