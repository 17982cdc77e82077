import type { ImageRequest } from '../images/image.ts';
import { familyOf, placeholderModel } from './models.ts';
import { priceListFor, type QualityPrices, type PriceList } from './priceLists.ts';
import { pixelsOf, refusalOfSize } from './sizes.ts';
import type { Usage } from './wire.ts';

/** US dollars. */
export interface PriceRange {
  readonly least: number;
  readonly most: number;
}

/** What the catalogue of a service says: US dollars for an image, or for a million tokens in and out. */
export interface CataloguePrice {
  readonly perImage?: number;
  readonly input?: number;
  readonly output?: number;
}

export interface Cost {
  readonly dollars: number;
  /** Counted from what the service says it used, or taken from a price list. */
  readonly basis: 'usage' | 'estimate';
}

const free: PriceRange = { least: 0, most: 0 };

/**
 * All images of a request; undefined when no price is known. A budget relies on the upper end: what is left to the
 * service counts as its dearest choice, and a size that no list knows by its pixels.
 */
export function estimateOf(request: ImageRequest, price: CataloguePrice = {}): PriceRange | undefined {
  const each = estimateOfImage(request, price);
  return each && { least: each.least * request.count, most: each.most * request.count };
}

/**
 * All images of one answer, where the request holds what the service says it chose. Undefined when nothing tells.
 * An estimate is the upper end of `estimateOf`: money already spent must not look like less.
 */
export function costOf(
  request: ImageRequest,
  images: number,
  { usage, price = {} }: { readonly usage?: Usage | undefined; readonly price?: CataloguePrice | undefined },
): Cost | undefined {
  if (request.model === placeholderModel) return { dollars: 0, basis: 'usage' };
  const counted = usage && price.perImage === undefined ? costOfUsage(usage, request.model, price) : undefined;
  if (counted !== undefined) return { dollars: counted, basis: 'usage' };
  const each = estimateOfImage(request, price);
  return each && { dollars: each.most * images, basis: 'estimate' };
}

/** Undefined for a model whose token prices are unknown, and for numbers that no usage has. */
function costOfUsage(
  { textIn, imageIn, out }: Usage,
  model: string,
  { input, output }: CataloguePrice,
): number | undefined {
  const listed = priceListFor(model)?.tokens;
  // A catalogue has one price for what goes in: that of text. Images keep their distance from it.
  const imageStep = listed?.imageIn === undefined ? 1 : listed.imageIn / listed.textIn;
  const rates =
    input === undefined || output === undefined ? listed : { textIn: input, imageIn: input * imageStep, out: output };
  if (rates?.imageIn === undefined) return undefined;
  const dollars = (textIn * rates.textIn + imageIn * rates.imageIn + out * rates.out) / 1_000_000;
  return Number.isFinite(dollars) && Math.min(textIn, imageIn, out) >= 0 ? dollars : undefined;
}

function estimateOfImage(request: ImageRequest, price: CataloguePrice): PriceRange | undefined {
  if (request.model === placeholderModel) return free;
  const list = priceListFor(request.model);
  const each = charged(listedRange(request, list), list, price);
  return each && { least: each.least, most: each.most + costOfPrompt(request.prompt, list, price) };
}

/** What the service charges for something that has a list price. */
function charged(
  listed: PriceRange | undefined,
  list: PriceList | undefined,
  { perImage, output }: CataloguePrice,
): PriceRange | undefined {
  if (perImage !== undefined) {
    // Nobody tells whether such a price is for every image, or for the standard square that the list begins with.
    const standard = list?.byQuality?.prices.standard?.[0];
    const steps = listed && standard ? Math.max(1, listed.most / standard) : 1;
    return { least: perImage, most: perImage * steps };
  }
  const factor = output !== undefined && list?.tokens ? output / list.tokens.out : 1;
  return listed && { least: listed.least * factor, most: listed.most * factor };
}

/** The list price of one image of a request, as narrow as the request is. */
function listedRange(request: ImageRequest, list: PriceList | undefined): PriceRange | undefined {
  const { sizes, defaultSize = 'auto' } = familyOf(request.model);
  // Sizes that are answered may be anything.
  const size = request.size === undefined || refusalOfSize(request.size, sizes) ? defaultSize : request.size;
  if (list?.byQuality) return rangeOfQualities(list.byQuality, request.quality, size);
  const exact = list?.bySize?.[size];
  return rangeOf(exact === undefined ? pricesWithoutQuality(list) : [exact]);
}

const squarePixels = 1024 * 1024;

function rangeOfQualities(
  { sizes, prices }: QualityPrices,
  quality: string | undefined,
  size: string,
): PriceRange | undefined {
  const chosen = Object.entries(prices).filter(([name]) => name === (quality ?? 'standard'));
  const possible = chosen.length > 0 ? chosen.map(([, byShape]) => byShape) : Object.values(prices);
  const shape = sizes.indexOf(size);
  if (shape >= 0) return rangeOf(possible.map((byShape) => byShape[shape] ?? byShape[0]));
  const range = rangeOf(possible.flat());
  const pixels = pixelsOf(size);
  if (!range || !pixels) return range;
  // Tokens grow more slowly than pixels, so the dearest pixel of the list is a bound.
  const factor = (pixels.width * pixels.height) / squarePixels;
  return { least: range.least * Math.min(1, factor), most: range.most * Math.max(1, factor) };
}

/** Lists are about short prompts; where tokens are paid for, a long one may cost more than its image. */
const shortPromptBytes = 300;

function costOfPrompt(prompt: string, list: PriceList | undefined, { perImage, input }: CataloguePrice): number {
  const rate = perImage === undefined ? (input ?? list?.tokens?.textIn ?? 0) : 0;
  const bytes = Buffer.byteLength(prompt);
  // In hardly any language is a token shorter than three bytes.
  return bytes > shortPromptBytes ? ((bytes / 3) * rate) / 1_000_000 : 0;
}

function pricesWithoutQuality(list: PriceList | undefined): readonly number[] {
  return [...Object.values(list?.bySize ?? {}), ...(list?.perImage === undefined ? [] : [list.perImage])];
}

function rangeOf(prices: readonly number[]): PriceRange | undefined {
  return prices.length > 0 ? { least: Math.min(...prices), most: Math.max(...prices) } : undefined;
}
