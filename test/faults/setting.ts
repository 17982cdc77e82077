import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBaseUrl } from '../../src/api/baseUrl.ts';
import { ImageClient, type ServiceAccess } from '../../src/api/client.ts';
import type { TimeLimits } from '../../src/api/deadline.ts';
import type { NetworkSettings } from '../../src/api/dispatcher.ts';
import { NetworkTransport, type Transport } from '../../src/api/transport.ts';
import type { Take } from '../../src/api/transportAnswer.ts';
import { Generator } from '../../src/generate.ts';
import type { Outcome } from '../../src/outcome.ts';
import type { ImageRequest } from '../../src/images/image.ts';
import { ImagePlacer } from '../../src/placeImages.ts';
import type { ImageFolder } from '../../src/workspace/imageFolder.ts';
import { saveImage } from '../../src/workspace/saveImage.ts';
import { startImageApi, type ImageApi, type ImageApiOptions } from '../support/imageApi/server.ts';
import { readTraces, type Traces } from '../support/walk/traces.ts';
import { imageFolder, Walk, type Places } from '../support/walk/walk.ts';
import type { Stage } from './case.ts';
import { workspaceName } from './editorStandIn.ts';
import { boat } from './images.ts';
import type { Seen } from './scene.ts';
import { tellOutcome } from './told.ts';

export interface SettingOptions {
  readonly api?: ImageApiOptions;
  /** In place of that of the stand-in. */
  readonly baseUrl?: string;
  readonly key?: string;
  readonly limits?: Partial<TimeLimits>;
  readonly network?: () => Partial<NetworkSettings>;
  readonly concurrency?: number;
  /** Called when the client has got that much of an answer. */
  readonly onArrival?: (what: 'headers' | 'body') => void;
  /** In place of new folders. */
  readonly places?: Places;
}

export interface Circumstances {
  readonly cancel?: AbortSignal;
  readonly folder?: ImageFolder | undefined;
  readonly key?: string;
  /** When the bytes have come, and before they are anywhere. */
  readonly onAnswered?: () => void;
}

const never = new AbortController().signal;

const direct: NetworkSettings = {
  ...{ route: 'undici', proxySupport: 'off', proxy: '', noProxy: [], proxyAuthorization: '' },
  ...{ proxyStrictSSL: true, systemCertificates: false },
};

/** A service, a workspace and everything in between, as the extension puts it together. */
export class Setting {
  readonly api: ImageApi;
  readonly places: Places;
  readonly walk: Walk;
  readonly transport: NetworkTransport;
  readonly generator: Generator;
  /** How long the client would have waited before it tried again, in milliseconds. */
  readonly waits: number[] = [];
  readonly #options: SettingOptions;

  constructor(api: ImageApi, places: Places, options: SettingOptions) {
    this.api = api;
    this.places = places;
    this.#options = options;
    this.walk = new Walk(places, api);
    this.transport = new NetworkTransport(() => ({ ...direct, ...options.network?.() }));
    const log = (line: string): void => void this.walk.log.push(line);
    const wait = (milliseconds: number): Promise<void> => Promise.resolve(void this.waits.push(milliseconds));
    const client = new ImageClient({ transport: this.#send, log, patience: { wait, random: () => 0 } });
    const { recipes, keptImages, journal } = this.walk;
    const placer = new ImagePlacer({ recipes, keptImages, save: saveImage, log });
    this.generator = new Generator({ client, journal, placer, workspace: 'file:///workspace', log });
    this.generator.concurrency = options.concurrency ?? 3;
  }

  get folder(): ImageFolder {
    return imageFolder(this.places.images, join(this.places.images, '..'));
  }

  /** Asks for images and looks at everything that came of it. */
  async run(request: Partial<ImageRequest> = {}, circumstances: Circumstances = {}): Promise<Seen> {
    return this.look(await this.generate(request, circumstances), request);
  }

  generate(request: Partial<ImageRequest> = {}, circumstances: Circumstances = {}): Promise<Outcome> {
    const { cancel = never, key, onAnswered } = circumstances;
    const folder = 'folder' in circumstances ? circumstances.folder : this.folder;
    return this.generator.generate(
      {
        ...{ request: { ...boat, ...request }, folder, access: this.#access(key) },
        spend: (spending) => {
          onAnswered?.();
          return this.walk.ledger.append(spending);
        },
      },
      cancel,
    );
  }

  async look(outcome: Outcome, request: Partial<ImageRequest> = {}): Promise<Seen> {
    const message = await tellOutcome(outcome, { ...boat, ...request });
    const { asked } = this;
    return { outcome: outcomeName(outcome), message: this.plain(message), asked, ...(await this.lookAtDisk()) };
  }

  /** How often the service was asked for images. */
  get asked(): number {
    return this.api.requests.filter(({ method }) => method === 'POST').length;
  }

  async lookAtDisk(): Promise<Pick<Seen, 'disk' | 'images'>> {
    const { keptImages } = this.walk;
    const kept = await keptImages.list();
    const names = (await readdir(this.places.images).catch(() => [])).toSorted();
    const files = await Promise.all(names.map((name) => readFile(join(this.places.images, name))));
    const keptBytes = await Promise.all(kept.map((each) => keptImages.read(each)));
    const images = [...files, ...keptBytes];
    const said = [
      ...names,
      ...kept.map(({ name, isInMemory }) => `${name} (${isInMemory ? 'in memory' : 'kept'})`),
      ...remains(await readTraces(this.places), kept.filter(({ isInMemory }) => isInMemory).length),
    ];
    return { images, disk: said.join(', ') || 'nothing' };
  }

  /** Without what differs from run to run. */
  plain(text: string): string {
    return text
      .replaceAll(join(this.places.images, '..', '..'), '')
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
      .replaceAll(/ \(request id: [^)]*\)/g, '');
  }

  readonly #send: Transport = async (url, request) => {
    const { onArrival } = this.#options;
    const answer = await this.transport.send(url, request);
    onArrival?.('headers');
    const read = (take: Take): Promise<void> =>
      answer.read((piece) => {
        onArrival?.('body');
        return take(piece);
      });
    return { ...answer, read };
  };

  #access(key: string | undefined): ServiceAccess {
    const { baseUrl = this.api.baseUrl, key: usual = this.api.key, limits } = this.#options;
    const secret = key ?? usual;
    const access = { baseUrl: readBaseUrl(baseUrl), limits: { totalMs: 60_000, idleMs: 30_000, ...limits } };
    return { ...access, ...(secret && { key: secret }) };
  }
}

export async function startSetting(stage: Stage, options: SettingOptions = {}): Promise<Setting> {
  const api = await startImageApi(options.api);
  stage.after(() => api.close());
  const setting = new Setting(api, options.places ?? (await newPlaces(stage)), options);
  stage.after(async () => {
    await setting.transport.dispose();
    await setting.walk.dispose();
  });
  return setting;
}

export async function newPlaces(stage: Stage): Promise<Places> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'paper-boat-faults-')));
  stage.after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await mkdir(join(folder, workspaceName));
  return { storage: join(folder, 'storage'), images: join(folder, workspaceName, 'images') };
}

/** In one word, or in a few. */
export function outcomeName({ saved, unsaved, failures }: Outcome): string {
  const groups = [
    ...saved.map(() => 'saved'),
    ...unsaved.map(() => 'kept'),
    ...failures.filter(({ facts }) => !facts.salvage).map(({ kind }) => kind),
  ];
  const counts = Map.groupBy(groups, (name) => name);
  return [...counts].map(([name, { length }]) => (length > 1 ? `${length} ${name}` : name)).join(', ') || 'nothing';
}

/** What lies on the disk besides images; what must not lie there is told loudly. */
function remains({ images, halves, kept, waiting, recipes, ...traces }: Traces, inMemory: number): readonly string[] {
  const open = new Set(traces.storage.flatMap((path) => /^requests\/([^/]+)$/.exec(path)?.[1] ?? []));
  const known = [...images, ...kept, ...waiting];
  const strays = recipes.filter((hash) => !known.includes(hash)).length;
  const counts: readonly (readonly [number, string])[] = [
    [recipes.length, 'recipe'],
    [traces.spendings, 'cost'],
    [open.size, 'open request'],
    [waiting.length, 'waiting image'],
    [halves.length, 'HALF FILE'],
    [traces.damagedLines, 'DAMAGED LINE'],
    [Math.max(0, strays - inMemory), 'RECIPE WITHOUT IMAGE'],
  ];
  return counts.filter(([count]) => count > 0).map(([count, name]) => (count > 1 ? `${count} ${name}s` : name));
}
