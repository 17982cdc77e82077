import { routeOf } from './baseUrl.ts';
import { Deadline } from './deadline.ts';
import { GenerationError } from './errors.ts';
import { reportsFailure } from './failureDetails.ts';
import { failureOf, type FailedAnswer } from './failures.ts';
import { listOf, numberIn, parseJson, recordOf, textIn, type Json } from './json.ts';
import { familyOf, isModelId } from './models.ts';
import { networkFailure } from './networkFailure.ts';
import type { CataloguePrice } from './prices.ts';
import { readBody } from './readBody.ts';
import type { Transport } from './transport.ts';

/** A model as a service lists it. */
export interface CatalogueModel {
  readonly id: string;
  readonly provider?: string;
  /** What it can do, in the service's own words, such as `text-to-image`. */
  readonly features: readonly string[];
  readonly price?: CataloguePrice;
  /** `2026-10-23`; may be to come. */
  readonly shutdownDate?: string;
  /** Whether it makes images on the route for images: as the list says, else a guess by its name. */
  readonly isImage: boolean;
}

/** What a service offers, as it was last told. */
export interface CatalogueState {
  /** None while nothing was fetched. */
  readonly models: readonly OfferedModel[];
  readonly fetchedAt?: Date;
}

export interface OfferedModel extends CatalogueModel {
  /** Added to the list not long ago. */
  readonly isNew: boolean;
  /** Shut down, as far as the list says. */
  readonly isRetired: boolean;
}

export interface CatalogueService {
  /** As `readBaseUrl` gives it. */
  readonly baseUrl: URL;
  readonly key?: string | undefined;
}

const totalMs = 15_000;
const mostBytes = 8 * 2 ** 20;
const mostModels = 3000;

/**
 * The models of a service: of CometAPI its public catalogue with prices, which is asked for without the key; of others
 * the list of the OpenAI API. Throws a `GenerationError` when there is no list in the answer.
 */
export async function fetchCatalogue(
  { baseUrl, key }: CatalogueService,
  transport: Transport,
  signal: AbortSignal,
): Promise<readonly CatalogueModel[]> {
  const isPublic = hasPublicCatalogue(baseUrl);
  const url = isPublic ? `${baseUrl.origin}/api/models` : routeOf(baseUrl, 'models');
  // What is no key would be quoted by fetch in its error.
  const usedKey = !isPublic && key !== undefined && /^[\x21-\x7e]+$/.test(key) ? key : undefined;
  const answer = await ask(url, usedKey, transport, signal);
  const asked = { model: '', host: baseUrl.host, ...(usedKey && { key: usedKey }) };
  const json = parseJson(answer.body);
  if (answer.status < 200 || answer.status >= 300 || (json !== undefined && reportsFailure(json)))
    throw failureOf(answer, asked);
  const models = json === undefined ? [] : isPublic ? readCatalogue(json) : readModelList(json);
  if (models.length === 0) throw new GenerationError('badAnswer', `${baseUrl.host} lists no models.`);
  return models;
}

/** CometAPI's `GET /api/models`: https://apidoc.cometapi.com. */
export function readCatalogue(json: Json): readonly CatalogueModel[] {
  return readModels(recordOf(json).data, (entry) => {
    const isImage = entry.model_type === 'image' && isServedHere(entry);
    return { ...entry, isImage, price: readPricing(recordOf(entry.pricing)) };
  });
}

/** `GET /models` of OpenAI, of new-api and of other servers, some of which leave the envelope out. */
export function readModelList(json: Json): readonly CatalogueModel[] {
  return readModels(Array.isArray(json) ? (json as Json) : recordOf(json).data, (entry) => {
    const isImage =
      listOf(entry.supported_endpoint_types).includes('image-generation') || imageNames.test(textIn(entry, 'id') ?? '');
    return { id: entry.id ?? null, isImage, shutdownDate: readDate(entry.shutdown_date) };
  });
}

/** A model in our own spelling, as `readModels` writes it; undefined when its id cannot be sent. */
export function readModel(json: Json): CatalogueModel | undefined {
  const entry = recordOf(json);
  const id = textIn(entry, 'id');
  if (id === undefined || !isModelId(id)) return undefined;
  const provider = textIn(entry, 'provider');
  const price = readPrice(recordOf(entry.price));
  const shutdownDate = readDate(entry.shutdownDate);
  return {
    id,
    ...(provider && isShowable(provider) && { provider }),
    features: listOf(entry.features)
      .filter((feature) => typeof feature === 'string' && isShowable(feature))
      .slice(0, 12) as readonly string[],
    ...(Object.keys(price).length > 0 && { price }),
    ...(shutdownDate && { shutdownDate }),
    isImage: entry.isImage === true,
  };
}

type Entry = Readonly<Record<string, Json>>;

/** Each id once, whatever is repeated. */
function readModels(entries: Json | undefined, ownSpelling: (entry: Entry) => Json): readonly CatalogueModel[] {
  const models = listOf(entries)
    .slice(0, mostModels)
    .flatMap((entry) => readModel(ownSpelling(recordOf(entry))) ?? []);
  return [...new Map(models.toReversed().map((model) => [model.id, model])).values()].toReversed();
}

/** Image models have several routes at CometAPI; the page that describes a model tells which one is its own. */
function isServedHere(entry: Entry): boolean {
  const page = textIn(entry, 'api_doc_url') ?? '';
  return /\/openai\/images\/?$|seedream/i.test(page) || familyOf(textIn(entry, 'id') ?? '').name !== 'unknown';
}

/** In lists that do not say what a model makes. */
const imageNames =
  /gpt-image|chatgpt-image|dall-e|imagen|flux|seedream|qwen-image|stable-diffusion|sdxl|grok-imagine|z-image|ideogram|recraft/i;

function readPricing(pricing: Entry): Json {
  if (!/^(USD|\$|$)/i.test(textIn(pricing, 'currency') ?? '')) return null;
  return { perImage: pricing.per_request ?? null, input: pricing.input ?? null, output: pricing.output ?? null };
}

/** Zero is what gateways write where they have no price. */
function readPrice(entry: Entry): CataloguePrice {
  const known = (['perImage', 'input', 'output'] as const)
    .map((name) => [name, numberIn(entry, name)] as const)
    .filter(([, dollars]) => dollars !== undefined && dollars > 0 && dollars < 10_000);
  return Object.fromEntries(known);
}

/** A date as text, or as seconds since 1970. Null when it is none. */
function readDate(value: Json | undefined): string | null {
  const date = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : NaN);
  const day = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  return /^\d{4}-/.test(day) ? day : null;
}

/** It goes into lists where `$(…)` is an icon. */
function isShowable(text: string): boolean {
  return /^[\p{L}\p{N} .,&+/()_-]{1,60}$/u.test(text);
}

export function hasPublicCatalogue({ hostname }: URL): boolean {
  return /(^|\.)cometapi\.com$/.test(hostname);
}

async function ask(
  url: string,
  key: string | undefined,
  transport: Transport,
  signal: AbortSignal,
): Promise<FailedAnswer> {
  const { host } = new URL(url);
  const deadline = new Deadline(signal, { totalMs, idleMs: totalMs });
  try {
    const response = await transport(url, {
      method: 'GET',
      headers: { accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      signal: deadline.signal,
    });
    const body = await readBody(response, { mostBytes, idleMs: totalMs });
    return { status: response.status, headers: response.headers, body: body.toString('utf8') };
  } catch (error) {
    if (deadline.reason?.kind === 'serverTrouble')
      throw new GenerationError('serverTrouble', `${host} did not list its models within ${totalMs / 1000} s.`);
    throw networkFailure(error, host, deadline);
  } finally {
    deadline.dispose();
  }
}
