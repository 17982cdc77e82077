/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

export function rgb(hex: number): Color {
  return [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255];
}

export function mix(from: Color, to: Color, amount: number): Color {
  return [
    from[0] + (to[0] - from[0]) * amount,
    from[1] + (to[1] - from[1]) * amount,
    from[2] + (to[2] - from[2]) * amount,
  ];
}

/** What a surface of the first colour looks like in light of the second. */
export function lit(surface: Color, light: Color): Color {
  return [(surface[0] * light[0]) / 255, (surface[1] * light[1]) / 255, (surface[2] * light[2]) / 255];
}

/** Lays a colour over the pixel in column `x` of a row of float RGB triples. */
export function blend(row: Float32Array, x: number, color: Color, alpha: number): void {
  const at = x * 3;
  const keep = 1 - alpha;
  row[at] = (row[at] ?? 0) * keep + color[0] * alpha;
  row[at + 1] = (row[at + 1] ?? 0) * keep + color[1] * alpha;
  row[at + 2] = (row[at + 2] ?? 0) * keep + color[2] * alpha;
}
