// The curves of the picture use only + - * / and floor, which IEEE 754 rounds the same way on every platform;
// Math.sin and Math.exp may differ in the last bit.

export function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** 0 below the first edge, 1 above the second, without a corner. */
export function smooth(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

/** A sine-like curve of period 1 between -1 and 1. */
export function wave(turns: number): number {
  const x = 2 * (turns - Math.floor(turns)) - 1;
  return 4 * x * ((x < 0 ? -x : x) - 1);
}

/** 1 at the middle, falling without an edge: at a squared distance of 1 it is a quarter. */
export function glow(distanceSquared: number): number {
  const near = 1 / (1 + distanceSquared);
  return near * near;
}
