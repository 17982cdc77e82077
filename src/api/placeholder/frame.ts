import type { ImageSize } from '../../images/image.ts';
import type { Scene } from './scene.ts';

/** Paints row `y` of something into a row of red, green and blue. */
export type RowPainter = (row: Float32Array, y: number) => void;

/** Where the scene lies on the pixels. */
export interface Frame extends ImageSize {
  /** One unit of length in pixels: about the shorter side, more where the picture is wide or tall. */
  readonly unit: number;
  /** The horizon in pixels from the top, between two rows. */
  readonly horizon: number;
}

export function frameFor(scene: Scene, { width, height }: ImageSize): Frame {
  const unit = Math.min(Math.sqrt(width * height), 1.15 * Math.min(width, height));
  return { width, height, unit, horizon: Math.max(1, Math.round(height * scene.horizon)) };
}

/** The columns around a centre, each with the distance of its middle from there. */
export function* columns(width: number, center: number, reach: number): Generator<readonly [x: number, dx: number]> {
  const end = Math.min(width, Math.ceil(center + reach));
  for (let x = Math.max(0, Math.floor(center - reach)); x < end; x++) {
    yield [x, x + 0.5 - center];
  }
}
