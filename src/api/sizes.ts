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
