/** CSS pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels from the middle of the stage. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the middle of the picture; a scale of 1 is one CSS pixel for each of its pixels. */
export interface View extends Point {
  readonly scale: number;
}

const least = 0.1;
const most = 8;
const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8];

/** All of the picture is in view; a small one is not blown up. */
export function fitScale(picture: Extent, stage: Extent): number {
  return Math.min(1, stage.width / picture.width, stage.height / picture.height);
}

/** A picture that fits only below the least scale may be shown whole all the same. */
export function scaleWithin(scale: number, fit: number): number {
  return Math.min(most, Math.max(scale, Math.min(least, fit)));
}

/** The next step up or down; beyond the last one the scale stays. */
export function stepFrom(scale: number, direction: 1 | -1): number {
  const found =
    direction === 1 ? steps.find((step) => step > scale * 1.01) : steps.findLast((step) => step < scale * 0.99);
  return found ?? scale;
}

/** What lies under the point stays under it. */
export function zoomAround(view: View, scale: number, point: Point): View {
  const ratio = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio };
}

/** No edge of a picture larger than the stage comes further in than the stage's; a smaller picture is in the middle. */
export function panWithin({ scale, x, y }: View, picture: Extent, stage: Extent): View {
  return {
    scale,
    x: within(x, (picture.width * scale - stage.width) / 2),
    y: within(y, (picture.height * scale - stage.height) / 2),
  };
}

export function isLarger(scale: number, picture: Extent, stage: Extent): boolean {
  return picture.width * scale > stage.width + 0.5 || picture.height * scale > stage.height + 0.5;
}

function within(offset: number, limit: number): number {
  return limit <= 0 ? 0 : Math.min(limit, Math.max(-limit, offset));
}
