const bytesPerPixel = 3;

/** The filter types of a row: https://www.w3.org/TR/png-3/#9Filter-types */
const sub = 1;
const up = 2;
const paeth = 4;

/**
 * Turns bands of whole rows into the filtered rows of a PNG. The bytes of a band must stay as they are until the next
 * band has been taken.
 */
export async function* filterBands(bands: AsyncIterable<Uint8Array>, stride: number): AsyncGenerator<Uint8Array> {
  let above: Uint8Array = new Uint8Array(stride);
  for await (const band of bands) {
    const filtered = new Uint8Array(band.length + band.length / stride);
    for (let start = 0, to = 0; start < band.length; start += stride, to += stride + 1) {
      const row = band.subarray(start, start + stride);
      filterRow(row, above, filtered.subarray(to, to + stride + 1));
      above = row;
    }
    yield filtered;
  }
}

/** Writes the filter type and the differences from the guess that comes closest: small numbers pack best. */
function filterRow(row: Uint8Array, above: Uint8Array, filtered: Uint8Array): void {
  const type = closestFilter(row, above);
  filtered[0] = type;
  for (let index = 0; index < row.length; index++) {
    const first = index < bytesPerPixel;
    const left = first ? 0 : (row[index - bytesPerPixel] ?? 0);
    const higher = above[index] ?? 0;
    const corner = first ? 0 : (above[index - bytesPerPixel] ?? 0);
    const guess = type === sub ? left : type === up ? higher : paethGuess(left, higher, corner);
    filtered[index + 1] = (row[index] ?? 0) - guess;
  }
}

function closestFilter(row: Uint8Array, above: Uint8Array): number {
  let [subSum, upSum, paethSum] = [0, 0, 0];
  for (let index = bytesPerPixel; index < row.length; index++) {
    const value = row[index] ?? 0;
    const left = row[index - bytesPerPixel] ?? 0;
    const higher = above[index] ?? 0;
    const corner = above[index - bytesPerPixel] ?? 0;
    subSum += Math.abs(value - left);
    upSum += Math.abs(value - higher);
    paethSum += Math.abs(value - paethGuess(left, higher, corner));
  }
  const least = Math.min(subSum, upSum, paethSum);
  return least === subSum ? sub : least === upSum ? up : paeth;
}

function paethGuess(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) {
    return left;
  }
  return toAbove <= toCorner ? above : corner;
}
