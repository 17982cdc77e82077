import type { FromPanel, ToPanel } from '../../src/gallery/protocol.ts';

/** What VS Code gives a page: https://code.visualstudio.com/api/extension-guides/webview */
export interface VSCodeApi {
  postMessage(message: unknown): void;
  /** Whatever was set last, in this page or before a reload; undefined at first. */
  getState(): unknown;
  setState(state: unknown): void;
}

/** The extension, as the page sees it. */
export class Host {
  readonly #api: VSCodeApi;

  constructor(api: VSCodeApi) {
    this.#api = api;
  }

  post(message: FromPanel): void {
    this.#api.postMessage(message);
  }

  /** Only the extension can send messages into the page. */
  listen(listener: (message: ToPanel) => void): void {
    addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
      listener(data);
    });
  }

  get state(): unknown {
    return this.#api.getState();
  }

  set state(state: unknown) {
    this.#api.setState(state);
  }
}
