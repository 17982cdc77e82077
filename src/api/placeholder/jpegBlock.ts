/** Of each of 64 coefficients in the order of a file, where it stands in a block of 8 rows (ITU-T T.81, figure A.6). */
const zigzag = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48],
  ...[41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23],
  ...[30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
);

/** The step of each coefficient, in the order of a file: fine enough that nobody sees it. */
export const steps = Uint8Array.from({ length: 64 }, (_, index) => 2 + (index >> 2));

/** cos(n·π/16), written out: what Math.cos answers may differ from processor to processor. */
const cosines = [
  ...[1, 0.9807852804032304, 0.9238795325112867, 0.8314696123025452, 0.7071067811865476],
  ...[0.5555702330196022, 0.3826834323650898, 0.19509032201612825, 0],
];

/** The value of each wave at each of 8 places, a row for each wave (A.3.3). */
const waves = Float64Array.from({ length: 64 }, (_, index) => {
  const [wave, place] = [index >> 3, index & 7];
  return cosineOf(wave === 0 ? 4 : (2 * place + 1) * wave) / 2;
});

function cosineOf(sixteenths: number): number {
  const turned = sixteenths % 32;
  const mirrored = turned > 16 ? 32 - turned : turned;
  return mirrored > 8 ? -(cosines[16 - mirrored] ?? 0) : (cosines[mirrored] ?? 0);
}

const half = new Float64Array(64);
const coefficients = new Int16Array(64);

/**
 * What a block of 8 rows of 8 samples, -128 to 127, is made of: whole numbers of steps, in the order of a file. They
 * stand until the next block.
 */
export function transformBlock(samples: Float64Array): Int16Array {
  for (let y = 0; y < 8; y++) for (let wave = 0; wave < 8; wave++) half[wave * 8 + y] = product(samples, y, wave);
  for (let index = 0; index < 64; index++) {
    const at = zigzag[index] ?? 0;
    coefficients[index] = Math.round(product(half, at & 7, at >> 3) / (steps[index] ?? 1));
  }
  return coefficients;
}

/** Of a row of 8 numbers with a wave. */
function product(numbers: Float64Array, row: number, wave: number): number {
  let sum = 0;
  for (let at = 0; at < 8; at++) sum += (numbers[row * 8 + at] ?? 0) * (waves[wave * 8 + at] ?? 0);
  return sum;
}
