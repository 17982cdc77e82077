import { isLoopbackHost } from '../api/addresses.ts';
import { readBaseUrl } from '../api/baseUrl.ts';
import { placeholderModel } from '../api/models.ts';
import { estimateOf, type CataloguePrice, type PriceRange } from '../api/prices.ts';
import { composeRequest } from '../api/request.ts';
import type { ApiKeys } from '../apiKey.ts';
import { readSettings, type Settings } from '../settings.ts';
import { priceText } from '../window/price.ts';
import type { ChecklistItem } from './checklist.ts';
import type { ChecklistEntry } from './checklistEntry.ts';
import type { StyleSource } from './drawingModel.ts';

export interface PriceParts {
  readonly keys: ApiKeys;
  readonly styles: StyleSource;
  readonly priceOf: (baseUrl: URL, model: string) => Promise<CataloguePrice | undefined>;
}

type Priced = Pick<ChecklistItem, 'price' | 'dollars'>;

/** What the images of a list would cost, one by one. Without a key the placeholder draws, which is free. */
export class ChecklistPrices {
  readonly #parts: PriceParts;

  constructor(parts: PriceParts) {
    this.#parts = parts;
  }

  async priced(entries: readonly ChecklistEntry[], prompts: ReadonlyMap<string, string>): Promise<readonly Priced[]> {
    const settings = readSettings();
    const isFree = await this.#isFree(settings);
    const styles = await this.#parts.styles();
    return Promise.all(
      entries.map(async (entry) => {
        if (isFree || entry.made || entry.copyOf) return inWords({ least: 0, most: 0 });
        const prompt = prompts.get(entry.id) ?? entry.prompt;
        const asked = { wish: { ...entry.wish, prompt }, words: prompt === entry.prompt ? entry.words : undefined };
        const defaults = readSettings(entry.listedAt).request;
        const styled = await styles.apply(asked, defaults, entry.listedAt);
        const request = composeRequest(styled.wish, styled.defaults);
        return inWords(estimateOf(request, await this.#catalogued(settings, request.model)));
      }),
    );
  }

  async #isFree({ baseUrl, request }: Settings): Promise<boolean> {
    if (request.model === placeholderModel) return false;
    const url = urlOf(baseUrl);
    if (!url || isLoopbackHost(url.hostname)) return false;
    // A keyring that fails has no key; sending will say so.
    return (await this.#parts.keys.get(url).catch(() => undefined)) === undefined;
  }

  async #catalogued({ baseUrl }: Settings, model: string): Promise<CataloguePrice | undefined> {
    const url = model === placeholderModel ? undefined : urlOf(baseUrl);
    return url && this.#parts.priceOf(url, model);
  }
}

function urlOf(baseUrl: string): URL | undefined {
  try {
    return readBaseUrl(baseUrl);
  } catch {
    return undefined;
  }
}

function inWords(range: PriceRange | undefined): Priced {
  const price = priceText(range);
  return { ...(price !== undefined && { price }), ...(range && { dollars: range.most }) };
}
