import type { ThumbnailAnswer, ThumbnailOrder } from './thumbnailMessages.ts';
import type { Painter, PaintingOrder } from './thumbnails.ts';

/**
 * Draws in a worker, which is started with the first order. A worker's script must come from the page's own origin,
 * and the extension's files do not: so it comes from a blob.
 */
export class WorkerPainter implements Painter {
  readonly #script: () => Promise<string>;
  #worker: Promise<Worker> | undefined;

  /** @param script answers the address of a blob, and may throw */
  constructor(script: () => Promise<string>) {
    this.#script = script;
  }

  async paint({ address, size }: PaintingOrder): Promise<ThumbnailAnswer> {
    try {
      const response = await fetch(address);
      if (!response.ok) return { problem: 'unreachable' };
      const blob = await response.blob();
      this.#worker ??= this.#script().then((script) => new Worker(script));
      return await asked(await this.#worker, { blob, size });
    } catch {
      return { problem: 'unreachable' };
    }
  }
}

function asked(worker: Worker, order: ThumbnailOrder): Promise<ThumbnailAnswer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ThumbnailAnswer>) => {
      resolve(data);
    };
    worker.onerror = () => {
      reject(new Error('The worker failed.'));
    };
    worker.postMessage(order);
  });
}

/** @returns fetches a script once, and answers it as a blob's address */
export function scriptBlob(address: string): () => Promise<string> {
  let blob: Promise<string> | undefined;
  return () => (blob ??= fetch(address).then(async (response) => URL.createObjectURL(await response.blob())));
}
