import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fetchCatalogue,
  hasPublicCatalogue,
  readModel,
  type CatalogueModel,
  type CatalogueState,
} from './api/catalogue.ts';
import { listOf, parseJson, recordOf, textIn, type Json } from './api/json.ts';
import type { CataloguePrice } from './api/prices.ts';
import type { Transport } from './api/transport.ts';

interface CatalogueParts {
  /** For one file per service; need not exist. */
  readonly folder: string;
  readonly transport: Transport;
  readonly log: (line: string) => void;
  readonly now?: () => Date;
}

/** A model of the file. Those of the first list ever have no first day: nobody knows how long they were there. */
interface SeenModel extends CatalogueModel {
  readonly firstSeen?: string;
}

interface Catalogue {
  readonly fetchedAt: Date;
  readonly models: readonly SeenModel[];
}

const dayMs = 86_400_000;
const daysNew = 30;
/** A service that does not tell its models is not asked with every request. */
const pauseMs = 3_600_000;

/** What services offer, as they last said: kept on disk for all windows, and asked for again once a day. */
export class ModelCatalogue {
  readonly #parts: CatalogueParts;
  readonly #now: () => Date;
  readonly #known = new Map<string, Catalogue>();
  /** When a service did not tell, in milliseconds since 1970. */
  readonly #silentSince = new Map<string, number>();
  readonly #refreshing = new Map<string, Promise<Catalogue | undefined>>();

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** From what is known already: it never waits for the network. */
  async priceOf(baseUrl: URL, model: string): Promise<CataloguePrice | undefined> {
    const catalogue = await this.#knownOf(this.#fileOf(baseUrl));
    return catalogue?.models.find(({ id }) => id === model)?.price;
  }

  /**
   * The same, and what is not known or old is asked for meanwhile, without a key: where the service's list is public.
   * For when a request goes there anyway.
   */
  async currentPriceOf(baseUrl: URL, model: string): Promise<CataloguePrice | undefined> {
    const since = this.#silentSince.get(this.#fileOf(baseUrl));
    const isPaused = since !== undefined && Math.abs(this.#now().getTime() - since) < pauseMs;
    if (hasPublicCatalogue(baseUrl) && !isPaused) void this.refresh(baseUrl);
    return this.priceOf(baseUrl, model);
  }

  /** From what is known already, too. */
  async models(baseUrl: URL): Promise<CatalogueState> {
    const catalogue = await this.#knownOf(this.#fileOf(baseUrl));
    return catalogue ? this.#stateOf(catalogue) : { models: [] };
  }

  /** Asks the service where its list is older than a day. Undefined when there is no answer: what was known stays. */
  async refresh(baseUrl: URL, key?: string): Promise<CatalogueState | undefined> {
    const file = this.#fileOf(baseUrl);
    const running =
      this.#refreshing.get(file) ?? this.#refresh(file, baseUrl, key).finally(() => this.#refreshing.delete(file));
    this.#refreshing.set(file, running);
    const catalogue = await running;
    return catalogue && this.#stateOf(catalogue);
  }

  async #refresh(file: string, baseUrl: URL, key: string | undefined): Promise<Catalogue | undefined> {
    const known = await this.#knownOf(file);
    if (known && this.#isFresh(known)) return known;
    // Another window may have asked meanwhile.
    const onDisk = await readCatalogueFile(file);
    if (onDisk && this.#isFresh(onDisk)) return this.#remember(file, onDisk);
    try {
      const models = await fetchCatalogue({ baseUrl, key }, this.#parts.transport, new AbortController().signal);
      const catalogue = joined(onDisk ?? known, models, this.#now());
      this.#remember(file, catalogue);
      await this.#write(file, catalogue);
      return catalogue;
    } catch (error) {
      this.#silentSince.set(file, this.#now().getTime());
      this.#log(`The list of models of ${baseUrl.host} cannot be read.`, error);
      return undefined;
    }
  }

  async #knownOf(file: string): Promise<Catalogue | undefined> {
    const known = this.#known.get(file);
    if (known) return known;
    const catalogue = await readCatalogueFile(file);
    // What is not there yet, another window may write.
    return catalogue && this.#remember(file, catalogue);
  }

  #remember(file: string, catalogue: Catalogue): Catalogue {
    this.#known.set(file, catalogue);
    return catalogue;
  }

  /** A disk that takes nothing costs only that the next session asks again. */
  async #write(file: string, catalogue: Catalogue): Promise<void> {
    const unfinished = `${file}.${randomUUID()}.new`;
    try {
      await mkdir(this.#parts.folder, { recursive: true });
      await writeFile(unfinished, JSON.stringify({ version: 1, ...catalogue }), { flag: 'wx' });
      await rename(unfinished, file);
    } catch (error) {
      this.#log('The list of models cannot be kept.', error);
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  /** A list of tomorrow comes from a clock that was wrong. */
  #isFresh({ fetchedAt }: Catalogue): boolean {
    const ageMs = this.#now().getTime() - fetchedAt.getTime();
    return ageMs >= 0 && ageMs < dayMs;
  }

  #stateOf({ fetchedAt, models }: Catalogue): CatalogueState {
    const now = this.#now().getTime();
    const isNew = (firstSeen: string | undefined): boolean => {
      const ageMs = now - new Date(firstSeen ?? NaN).getTime();
      return ageMs >= 0 && ageMs < daysNew * dayMs;
    };
    return {
      fetchedAt,
      models: models.map(({ firstSeen, ...model }) => ({
        ...model,
        isNew: isNew(firstSeen),
        isRetired: model.shutdownDate !== undefined && new Date(model.shutdownDate).getTime() <= now,
      })),
    };
  }

  /** Readable by the name of the host, and one for each address: `api.cometapi.com-1f2e3d4c.json`. */
  #fileOf({ hostname, href }: URL): string {
    const host = hostname.replace(/[^\w.-]+/g, '_').slice(0, 80);
    const address = createHash('sha256').update(href).digest('hex').slice(0, 8);
    return join(this.#parts.folder, `${host}-${address}.json`);
  }

  #log(line: string, error: unknown): void {
    this.#parts.log(`${line} ${error instanceof Error ? error.message : String(error)}`);
  }
}

function joined(earlier: Catalogue | undefined, models: readonly CatalogueModel[], fetchedAt: Date): Catalogue {
  if (!earlier) return { fetchedAt, models };
  const seen = new Map(earlier.models.map(({ id, firstSeen }) => [id, firstSeen]));
  const firstSeenOf = (id: string) => (seen.has(id) ? seen.get(id) : fetchedAt.toISOString());
  return {
    fetchedAt,
    models: models.map((model) => {
      const firstSeen = firstSeenOf(model.id);
      return { ...model, ...(firstSeen && { firstSeen }) };
    }),
  };
}

/** Undefined when there is no such file, or nothing in it that can be used. */
async function readCatalogueFile(file: string): Promise<Catalogue | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const { version, fetchedAt, models } = recordOf(parseJson(text));
  const date = new Date(typeof fetchedAt === 'string' ? fetchedAt : NaN);
  const seen = listOf(models).flatMap((entry) => readSeenModel(entry) ?? []);
  return version === 1 && !Number.isNaN(date.getTime()) && seen.length > 0
    ? { fetchedAt: date, models: seen }
    : undefined;
}

function readSeenModel(json: Json): SeenModel | undefined {
  const model = readModel(json);
  const firstSeen = textIn(recordOf(json), 'firstSeen');
  return model && { ...model, ...(firstSeen && { firstSeen }) };
}
