import { join } from 'node:path';
import type * as vscode from 'vscode';
import { readBaseUrl } from '../../../src/api/baseUrl.ts';
import { ImageClient, type ServiceAccess } from '../../../src/api/client.ts';
import type { NetworkSettings } from '../../../src/api/dispatcher.ts';
import { NetworkTransport } from '../../../src/api/transport.ts';
import { Generator, type Generation } from '../../../src/generate.ts';
import type { Outcome } from '../../../src/outcome.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { InterruptedRequests } from '../../../src/journal/interruptedRequests.ts';
import { RequestJournal } from '../../../src/journal/requestJournal.ts';
import { Windows } from '../../../src/journal/windows.ts';
import { SpendingLedger } from '../../../src/money/ledger.ts';
import { ImagePlacer } from '../../../src/placeImages.ts';
import { recover, type Recovered } from '../../../src/recovery.ts';
import type { ImageFolder } from '../../../src/workspace/imageFolder.ts';
import { KeptImages } from '../../../src/workspace/keptImages.ts';
import { Recipes } from '../../../src/workspace/recipes.ts';
import { asSaveError } from '../../../src/workspace/saveError.ts';
import { saveOnDisk } from '../../../src/workspace/saveOnDisk.ts';

/** Where everything is: the extension's own storage, and the images of a workspace. */
export interface Places {
  readonly storage: string;
  readonly images: string;
}

export interface Service {
  readonly baseUrl: string;
  readonly key: string;
}

interface Circumstances {
  readonly cancel: AbortSignal;
  readonly idleMs: number;
  readonly folder: ImageFolder | undefined;
  /** What else is known of the generation. */
  readonly about: Pick<Generation, 'fileName' | 'words' | 'onTurn'>;
}

const direct: NetworkSettings = {
  ...{ route: 'undici', proxySupport: 'off', proxy: '', noProxy: [], proxyAuthorization: '' },
  ...{ proxyStrictSSL: true, systemCertificates: false },
};

/** Everything between a request and its files, put together as the extension does it, without a window around it. */
export class Walk {
  readonly keptImages: KeptImages;
  readonly recipes: Recipes;
  readonly ledger: SpendingLedger;
  readonly windows: Windows;
  readonly journal: RequestJournal;
  readonly interrupted: InterruptedRequests;
  readonly generator: Generator;
  readonly log: string[] = [];
  readonly #places: Places;
  readonly #service: Service;
  readonly #transport = new NetworkTransport(() => direct);

  /** Without a service only the local model answers. */
  constructor(places: Places, service: Service = { baseUrl: 'http://127.0.0.1:9/v1', key: '' }) {
    this.#places = places;
    this.#service = service;
    const inStorage = (name: string): string => join(places.storage, name);
    const log = (line: string): void => void this.log.push(line);
    this.keptImages = new KeptImages(inStorage('kept'));
    this.recipes = new Recipes(inStorage('recipes.jsonl'));
    this.ledger = new SpendingLedger(inStorage('spending.jsonl'));
    this.windows = new Windows(inStorage('windows'));
    this.journal = new RequestJournal({ folder: inStorage('requests'), windows: this.windows, log });
    this.interrupted = new InterruptedRequests(inStorage('requests'));
    // Waits for nothing.
    const patience = { wait: () => Promise.resolve(), random: () => 0 };
    const client = new ImageClient({ transport: this.#transport.send, log, patience });
    const { recipes, keptImages, journal } = this;
    const placer = new ImagePlacer({ recipes, keptImages, save, log });
    this.generator = new Generator({ client, journal, placer, workspace: 'file:///workspace', log });
  }

  generate(request: ImageRequest, circumstances: Partial<Circumstances> = {}): Promise<Outcome> {
    const { cancel = new AbortController().signal, idleMs = 30_000 } = circumstances;
    const folder = 'folder' in circumstances ? circumstances.folder : imageFolder(this.#places.images);
    const generation: Generation = {
      ...{ request, folder, access: this.#access(idleMs), ...circumstances.about },
      spend: (spending) => this.ledger.append(spending),
    };
    return this.generator.generate(generation, cancel);
  }

  recover(): Promise<Recovered> {
    const { windows, keptImages, recipes } = this;
    const folder = join(this.#places.storage, 'requests');
    return recover({
      folder,
      windows,
      keptImages,
      recipes,
      ledger: this.ledger,
      log: (line) => void this.log.push(line),
    });
  }

  dispose(): Promise<void> {
    this.journal.dispose();
    return this.#transport.dispose();
  }

  #access(idleMs: number): ServiceAccess {
    const { baseUrl, key } = this.#service;
    return { baseUrl: readBaseUrl(baseUrl), ...(key && { key }), limits: { totalMs: 60_000, idleMs } };
  }
}

/** As much of a folder as the walk asks for. */
export function imageFolder(path: string, root = path): ImageFolder {
  return { folder: uriOf(path), root: uriOf(root) };
}

async function save(...[file, { folder, root }]: Parameters<ConstructorParameters<typeof ImagePlacer>[0]['save']>) {
  try {
    return uriOf(await saveOnDisk(file, { path: folder.fsPath, root: root.fsPath }));
  } catch (error) {
    throw asSaveError(error, folder.path);
  }
}

function uriOf(path: string): vscode.Uri {
  const uri: Partial<vscode.Uri> = { scheme: 'file', path, fsPath: path };
  return uri as vscode.Uri;
}
