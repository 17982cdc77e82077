import type { Pixels } from './pictures.ts';

/** Why a size is refused, in the words of the service; undefined when it is fine. */
export type SizeRule = (size: string) => string | undefined;

export function parseSize(size: string): Pixels | undefined {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(size) ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}

export function listed(...sizes: readonly string[]): SizeRule {
  return (size) =>
    sizes.includes(size) ? undefined : `Invalid value: '${size}'. Supported values are: ${quotedList(sizes)}.`;
}

export function quotedList(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  const last = quoted.pop() ?? '';
  return quoted.length > 0 ? `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}` : last;
}

/** gpt-image-2 and later. */
export const freeSize: SizeRule = (size) => {
  if (size === 'auto') return undefined;
  const parsed = parseSize(size);
  const refusal = parsed ? freeSizeProblem(parsed) : "Expected 'auto' or a size such as '1024x1024'.";
  return refusal && `Invalid size '${size}'. ${refusal}`;
};

function freeSizeProblem({ width, height }: Pixels): string | undefined {
  const [short, long] = width < height ? [width, height] : [height, width];
  if (width % 16 !== 0 || height % 16 !== 0) return 'Width and height must both be divisible by 16.';
  if (long > 3840) return 'The longest edge must be less than or equal to 3840.';
  if (long > short * 3) return 'The ratio of the long side to the short side must be at most 3.';
  if (width * height < 655_360) return 'Requested resolution is below the current minimum pixel budget.';
  if (width * height > 8_294_400) return 'Requested resolution exceeds the current pixel budget.';
  return undefined;
}

/** Seedream: a class such as 2K, or pixels within the bounds of the model. */
export function seedreamSize(leastPixels: number): SizeRule {
  return (size) => {
    if (size === '2K' || size === '4K') return undefined;
    const parsed = parseSize(size);
    const area = parsed ? parsed.width * parsed.height : 0;
    const prefix = 'The parameter `size` specified in the request is not valid:';
    if (!parsed) return `${prefix} expected 2K, 4K or WIDTHxHEIGHT.`;
    if (area < leastPixels) return `${prefix} image size must be at least ${leastPixels} pixels.`;
    return area > 16_777_216 ? `${prefix} image size must be at most 16777216 pixels.` : undefined;
  };
}

const named: Readonly<Record<string, Pixels>> = {
  '2K': { width: 2048, height: 2048 },
  '4K': { width: 4096, height: 4096 },
};

/** The pixels that are drawn for a size which passed its rule; 1024 x 1024 for `auto` and for none. */
export function pixelsOf(size = 'auto'): Pixels {
  return named[size] ?? parseSize(size) ?? { width: 1024, height: 1024 };
}

/** The pixels of grok-imagine: the resolution is the longer edge. */
export function pixelsOfRatio(ratio: string, resolution: string): Pixels {
  const [across = 1, down = 1] = ratio === 'auto' ? [] : ratio.split(':').map(Number);
  const edge = resolution === '2k' ? 2048 : 1024;
  const scale = edge / Math.max(across, down);
  return { width: Math.round(across * scale), height: Math.round(down * scale) };
}
