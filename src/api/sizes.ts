/** Which sizes a family of models accepts. */
export type SizeRule =
  | { readonly kind: 'any' }
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | FreeSizes;

export interface FreeSizes {
  readonly kind: 'free';
  /** Sizes worth offering; every other size that keeps the limits is as good. */
  readonly suggestions: readonly string[];
  /** Words that the family takes in place of pixels. */
  readonly words: readonly string[];
  readonly multipleOf: number;
  readonly shortestEdge: number;
  readonly longestEdge: number;
  readonly longestToShortest: number;
  readonly pixels: readonly [least: number, most: number];
}

/** `1536 × 1024`, `1536X1024` and `1536*1024` are all `1536x1024`. */
export function normalizeSize(size: string): string {
  const pixels = /^\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*$/i.exec(size);
  return pixels ? `${Number(pixels[1])}x${Number(pixels[2])}` : size.trim();
}

/** A normalized size as people read it: `1536 × 1024`. */
export function sizeText(size: string): string {
  return size.replace(/^(\d+)x(\d+)$/, '$1 × $2');
}

/** Width and height of a normalized size; undefined for words such as `2K`. */
export function pixelsOf(size: string): { readonly width: number; readonly height: number } | undefined {
  const pixels = /^(\d+)x(\d+)$/.exec(size);
  return pixels ? { width: Number(pixels[1]), height: Number(pixels[2]) } : undefined;
}

/** Why a normalized size is refused, as the end of a sentence; undefined when it is accepted. */
export function refusalOfSize(size: string, rule: SizeRule): string | undefined {
  switch (rule.kind) {
    case 'any':
      return undefined;
    case 'none':
      return 'takes no size';
    case 'list':
      return rule.values.includes(size) ? undefined : `takes auto, ${rule.values.join(', ')}`;
    case 'free':
      return rule.words.includes(size) ? undefined : refusalOfPixels(size, rule);
  }
}

function refusalOfPixels(size: string, rule: FreeSizes): string | undefined {
  const pixels = pixelsOf(size);
  const examples = `for example ${[...rule.words, ...rule.suggestions].slice(0, 4).join(', ')}`;
  if (!pixels) return `takes auto or WIDTHxHEIGHT, ${examples}`;
  const { width, height } = pixels;
  const [long, short] = width > height ? [width, height] : [height, width];
  if (short < rule.shortestEdge) return `takes edges of at least ${rule.shortestEdge} pixels, ${examples}`;
  if (width % rule.multipleOf || height % rule.multipleOf)
    return `takes edges that are multiples of ${rule.multipleOf}, ${examples}`;
  if (long > rule.longestEdge) return `takes edges up to ${rule.longestEdge} pixels, ${examples}`;
  if (long > short * rule.longestToShortest)
    return `takes at most ${rule.longestToShortest}:1 between the long and the short edge, ${examples}`;
  const [least, most] = rule.pixels;
  if (width * height < least || width * height > most)
    return `takes from ${inWords(least)} to ${inWords(most)} pixels in all, ${examples}`;
  return undefined;
}

const inWords = (pixels: number): string => pixels.toLocaleString('en-US');

/**
 * The accepted size that is nearest to what a document wants: its shape first, then its pixels, never fewer than wanted
 * where the rule has as many. Undefined where the model takes no size.
 */
export function fitSize(wanted: Pixels, rule: SizeRule): string | undefined {
  switch (rule.kind) {
    case 'none':
      return undefined;
    case 'any':
      return shown(wanted);
    case 'list':
      return nearestOf(wanted, rule.values);
    case 'free':
      return shown(fitFreely(wanted, rule));
  }
}

interface Pixels {
  readonly width: number;
  readonly height: number;
}

const shown = ({ width, height }: Pixels): string => `${width}x${height}`;

function nearestOf(wanted: Pixels, values: readonly string[]): string | undefined {
  const shapeOf = ({ width, height }: Pixels): number => Math.log(width / height);
  const rank = (size: Pixels): readonly [number, number] => {
    const area = (size.width * size.height) / (wanted.width * wanted.height);
    // Shapes are compared roughly: 1472x1104 and 1024x768 are one.
    return [Math.round(Math.abs(shapeOf(size) - shapeOf(wanted)) * 20), area >= 1 ? area : 1_000_000 / area];
  };
  const sizes = values.flatMap((value) => pixelsOf(value) ?? []);
  const [best] = sizes.toSorted((one, other) => {
    const [[shape, area], [otherShape, otherArea]] = [rank(one), rank(other)];
    return shape - otherShape || area - otherArea;
  });
  return best && shown(best);
}

function fitFreely(
  wanted: Pixels,
  { multipleOf, shortestEdge, longestEdge, longestToShortest, pixels }: FreeSizes,
): Pixels {
  const [least, most] = pixels;
  const isWide = wanted.width >= wanted.height;
  const ratio = Math.min(
    Math.max(wanted.width, wanted.height) / Math.min(wanted.width, wanted.height),
    longestToShortest,
  );
  const area = Math.min(Math.max(wanted.width * wanted.height, least), most);
  const edge = Math.min(longestEdge, Math.max(Math.sqrt(area * ratio), shortestEdge * ratio));
  const steps = (length: number, round: (count: number) => number): number => round(length / multipleOf) * multipleOf;
  for (const round of [Math.round, Math.ceil, Math.floor])
    for (const other of [Math.round, Math.ceil, Math.floor]) {
      const [long, short] = [steps(edge, round), steps(edge / ratio, other)];
      const fits =
        long <= longestEdge &&
        short >= shortestEdge &&
        long <= short * longestToShortest &&
        long * short >= least &&
        long * short <= most;
      if (fits) return isWide ? { width: long, height: short } : { width: short, height: long };
    }
  // Rules that leave nothing near the wanted shape leave a square.
  const side = steps(Math.sqrt(least), Math.ceil);
  return { width: side, height: side };
}
