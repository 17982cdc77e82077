import type { ImageRequest } from '../images/image.ts';
import { familyOf, placeholderModel } from './models.ts';
import { pixelsOf } from './sizes.ts';
import type { Usage } from './wire.ts';

/** US dollars for one image, by quality: square, portrait, landscape. */
type ImagePrices = Readonly<Record<string, readonly [square: number, portrait: number, landscape: number]>>;

interface PriceList {
  readonly model: RegExp;
  readonly images?: ImagePrices;
  /** US dollars for a million tokens. */
  readonly tokens?: { readonly textIn: number; readonly imageIn: number; readonly out: number };
}

/**
 * List prices of OpenAI (https://platform.openai.com/docs/pricing) as of November 2026, and one observed price of
 * CometAPI for qwen-image. Services charge their own prices, so everything that comes out of here is an estimate.
 */
const priceLists: readonly PriceList[] = [
  {
    model: /gpt-image-2\.5/,
    images: {
      low: [0.006, 0.005, 0.005],
      medium: [0.013, 0.013, 0.013],
      high: [0.053, 0.041, 0.041],
      xhigh: [0.09, 0.09, 0.09],
      max: [0.21, 0.21, 0.21],
    },
    tokens: { textIn: 5, imageIn: 8, out: 30 },
  },
  { model: /gpt-image-2\.6/ },
  {
    model: /gpt-image-2/,
    images: { low: [0.006, 0.005, 0.005], medium: [0.053, 0.041, 0.041], high: [0.211, 0.165, 0.165] },
    tokens: { textIn: 5, imageIn: 8, out: 30 },
  },
  {
    model: /gpt-image-1\.5/,
    images: { low: [0.009, 0.013, 0.013], medium: [0.034, 0.05, 0.05], high: [0.133, 0.2, 0.2] },
    tokens: { textIn: 5, imageIn: 8, out: 32 },
  },
  {
    model: /gpt-image-1-mini/,
    images: { low: [0.005, 0.006, 0.006], medium: [0.011, 0.015, 0.015], high: [0.036, 0.052, 0.052] },
  },
  {
    model: /gpt-image-1/,
    images: { low: [0.011, 0.016, 0.016], medium: [0.042, 0.063, 0.063], high: [0.167, 0.25, 0.25] },
    tokens: { textIn: 5, imageIn: 10, out: 40 },
  },
  { model: /dall-e-3/, images: { standard: [0.04, 0.08, 0.08], hd: [0.08, 0.12, 0.12] } },
  { model: /qwen-image/, images: { standard: [0.04, 0.04, 0.04] } },
];

/** dall-e-2 goes by pixels, not by quality. */
const dallE2: Readonly<Record<string, number>> = { '256x256': 0.016, '512x512': 0.018, '1024x1024': 0.02 };

export interface PriceRange {
  readonly least: number;
  readonly most: number;
}

/** US dollars for one square image of the model, over its qualities; undefined when no price is known. */
export function priceRange(model: string): PriceRange | undefined {
  if (model === placeholderModel) return { least: 0, most: 0 };
  const prices = familyOf(model).name === 'dall-e-2' ? Object.values(dallE2) : squarePrices(model);
  return prices.length > 0 ? { least: Math.min(...prices), most: Math.max(...prices) } : undefined;
}

/** US dollars for all images of one answer, by its usage where it has one; undefined when nothing tells. */
export function costOf(request: ImageRequest, images: number, usage?: Usage): number | undefined {
  if (request.model === placeholderModel) return 0;
  const list = listFor(request.model);
  if (usage && list?.tokens) {
    const { textIn, imageIn, out } = list.tokens;
    return (usage.textIn * textIn + usage.imageIn * imageIn + usage.out * out) / 1_000_000;
  }
  const each = priceOfImage(request, list);
  return each === undefined ? undefined : each * images;
}

function priceOfImage(request: ImageRequest, list: PriceList | undefined): number | undefined {
  const family = familyOf(request.model);
  const size = request.size ?? family.defaultSize ?? 'auto';
  if (family.name === 'dall-e-2') return dallE2[size];
  const quality = request.quality ?? (list?.images?.standard ? 'standard' : undefined);
  const prices = quality === undefined ? undefined : list?.images?.[quality];
  const pixels = pixelsOf(size);
  // The tables know sizes around a megapixel only; larger ones cost more than they say.
  if (!prices || !pixels || pixels.width * pixels.height > 2_000_000) return undefined;
  const [square, portrait, landscape] = prices;
  if (pixels.width === pixels.height) return square;
  return pixels.width < pixels.height ? portrait : landscape;
}

function squarePrices(model: string): readonly number[] {
  return Object.values(listFor(model)?.images ?? {}).map(([square]) => square);
}

function listFor(model: string): PriceList | undefined {
  const id = model.toLowerCase();
  return priceLists.find((list) => list.model.test(id));
}
