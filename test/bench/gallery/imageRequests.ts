import type { Page, Request } from 'playwright-core';

export interface RequestCounts {
  /** Requests for files of the workspace, which are whole images. */
  readonly images: number;
  readonly mostForOneImage: number;
  readonly thumbnails: number;
}

/** Counts what a window, its webviews and their workers ask for. */
export class ImageRequests {
  readonly #images = new Map<string, number>();
  #thumbnails = 0;

  constructor(page: Page, workspace: string) {
    page.on('request', (request) => {
      this.#count(request, workspace);
    });
  }

  /** Since the last time it was asked. */
  take(): RequestCounts {
    const images = [...this.#images.values()];
    const thumbnails = this.#thumbnails;
    this.#images.clear();
    this.#thumbnails = 0;
    return {
      images: images.reduce((sum, count) => sum + count, 0),
      mostForOneImage: Math.max(0, ...images),
      thumbnails,
    };
  }

  #count(request: Request, workspace: string): void {
    const { pathname, protocol } = new URL(request.url());
    if (!protocol.startsWith('http')) return;
    const path = decodeURIComponent(pathname);
    if (/\/[0-9a-f]{64}\.webp$/.test(path)) this.#thumbnails++;
    else if (path.startsWith(`${workspace}/`) && path.endsWith('.png'))
      this.#images.set(path, (this.#images.get(path) ?? 0) + 1);
  }
}
