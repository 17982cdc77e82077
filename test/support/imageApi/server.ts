import type { Strictness } from './check.ts';
import { asUsual } from './exchange.ts';
import type { Behaviour, ReceivedRequest } from './exchange.ts';
import { FileShelf } from './files.ts';
import { listen } from './listener.ts';
import type { Listener, Service } from './listener.ts';
import { serviceReply } from './service.ts';

export interface ImageApiOptions extends Partial<Strictness> {
  readonly port?: number;
  /** With none, no key is asked for. */
  readonly keys?: readonly string[];
  /** The headers that carry the request id; the message of an error carries it anyway. */
  readonly requestIdHeaders?: readonly string[];
  /** Serve the files from a second origin, as a CDN does. */
  readonly cdn?: boolean;
  /** What API requests get when nothing is scripted. */
  readonly usually?: Behaviour;
}

export interface ImageApi extends Listener {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  /** A key that is accepted. */
  readonly key: string;
  /** Where files are served: this server, or the CDN of the option. */
  readonly fileHost: Listener;
  /** How the next API requests are answered, one each, in order. */
  script(...behaviours: readonly Behaviour[]): void;
  /** How the next downloads are answered. */
  scriptFiles(...behaviours: readonly Behaviour[]): void;
}

export const testKey = 'sk-test-9fK2xQ7LmZ4v';

/** A stand-in of the image API on loopback: as strict as the real one, and as faulty as a test asks. */
export async function startImageApi(options: ImageApiOptions = {}): Promise<ImageApi> {
  const { keys = [testKey], usually = asUsual, requestIdHeaders = ['x-request-id', 'x-oneapi-request-id'] } = options;
  const scripted: Behaviour[] = [];
  const scriptedFiles: Behaviour[] = [];

  const files = new FileShelf();
  const fileService: Service = {
    behaviourFor: () => scriptedFiles.shift() ?? asUsual,
    reply: (request) => files.reply(request),
  };
  const settings = { keys, requestIdHeaders, strictness: strictnessOf(options), files };
  const apiService: Service = {
    behaviourFor: () => scripted.shift() ?? usually,
    reply: (request, requestId) => serviceReply(request, requestId, settings),
  };
  const serviceFor = (request: ReceivedRequest) => (request.path.startsWith('/files/') ? fileService : apiService);

  const api = await listen(serviceFor, options.port);
  const fileHost = options.cdn ? await listen(() => fileService) : api;
  files.origin = fileHost.origin;

  return {
    ...api,
    baseUrl: `${api.origin}/v1`,
    key: keys[0] ?? '',
    fileHost,
    script: (...behaviours) => void scripted.push(...behaviours),
    scriptFiles: (...behaviours) => void scriptedFiles.push(...behaviours),
    close: async () => {
      await Promise.all([...new Set([api, fileHost])].map((listener) => listener.close()));
    },
  };
}

function strictnessOf(options: ImageApiOptions): Strictness {
  const { retired = [], anyModel = false, gptImage2Transparent = false, preview = false } = options;
  return { retired, anyModel, gptImage2Transparent, preview };
}
