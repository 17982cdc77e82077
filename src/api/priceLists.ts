type Shapes<T> = readonly [square: T, portrait: T, landscape: T];

/** US dollars for one image. */
export interface QualityPrices {
  /** What the prices are for. */
  readonly sizes: Shapes<string>;
  readonly prices: Readonly<Record<string, Shapes<number>>>;
}

/** What a family of models costs. Images go by quality and shape, by size alone, or by number. */
export interface PriceList {
  readonly model: RegExp;
  readonly byQuality?: QualityPrices;
  readonly bySize?: Readonly<Record<string, number>>;
  readonly perImage?: number;
  readonly tokens?: TokenPrices;
}

/** US dollars for a million tokens. */
export interface TokenPrices {
  readonly textIn: number;
  /** Absent where nobody tells: usage alone does not tell the cost then. */
  readonly imageIn?: number;
  readonly out: number;
}

const gptSizes = ['1024x1024', '1024x1536', '1536x1024'] as const;

/**
 * List prices of OpenAI (https://platform.openai.com/docs/pricing) as of November 2026, and one observed price of
 * CometAPI for qwen-image. Services charge their own prices.
 */
const priceLists: readonly PriceList[] = [
  {
    model: /gpt-image-2\.5/,
    byQuality: {
      sizes: gptSizes,
      prices: {
        low: [0.006, 0.005, 0.005],
        medium: [0.013, 0.013, 0.013],
        high: [0.053, 0.041, 0.041],
        xhigh: [0.09, 0.09, 0.09],
        max: [0.21, 0.21, 0.21],
      },
    },
    tokens: { textIn: 5, imageIn: 8, out: 30 },
  },
  { model: /gpt-image-2\.6/ },
  {
    model: /gpt-image-2/,
    byQuality: {
      sizes: gptSizes,
      prices: { low: [0.006, 0.005, 0.005], medium: [0.053, 0.041, 0.041], high: [0.211, 0.165, 0.165] },
    },
    tokens: { textIn: 5, imageIn: 8, out: 30 },
  },
  {
    model: /gpt-image-1\.5/,
    byQuality: {
      sizes: gptSizes,
      prices: { low: [0.009, 0.013, 0.013], medium: [0.034, 0.05, 0.05], high: [0.133, 0.2, 0.2] },
    },
    tokens: { textIn: 5, imageIn: 8, out: 32 },
  },
  {
    model: /gpt-image-1-mini/,
    byQuality: {
      sizes: gptSizes,
      prices: { low: [0.005, 0.006, 0.006], medium: [0.011, 0.015, 0.015], high: [0.036, 0.052, 0.052] },
    },
    tokens: { textIn: 2, out: 8 },
  },
  {
    model: /gpt-image-1/,
    byQuality: {
      sizes: gptSizes,
      prices: { low: [0.011, 0.016, 0.016], medium: [0.042, 0.063, 0.063], high: [0.167, 0.25, 0.25] },
    },
    tokens: { textIn: 5, imageIn: 10, out: 40 },
  },
  {
    model: /dall-e-3/,
    byQuality: {
      sizes: ['1024x1024', '1024x1792', '1792x1024'],
      prices: { standard: [0.04, 0.08, 0.08], hd: [0.08, 0.12, 0.12] },
    },
  },
  { model: /dall-e-2/, bySize: { '256x256': 0.016, '512x512': 0.018, '1024x1024': 0.02 } },
  { model: /qwen-image/, perImage: 0.04 },
];

/** Undefined for a model without a known price. */
export function priceListFor(model: string): PriceList | undefined {
  const id = model.toLowerCase();
  return priceLists.find((list) => list.model.test(id));
}
