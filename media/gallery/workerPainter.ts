import type { ThumbnailAnswer, ThumbnailOrder } from './thumbnailMessages.ts';
import type { Painter, PaintingOrder } from './thumbnails.ts';

/**
 * Draws in a worker. A worker's script must come from the page's own origin, and the extension's files do not: so it
 * comes from a blob. Pictures are fetched as soon as they are ordered, and drawn one by one.
 */
export class WorkerPainter implements Painter {
  readonly #worker: Promise<Worker>;
  #drawing: Promise<unknown> = Promise.resolve();

  /** @param script the address of a blob */
  constructor(script: Promise<string>) {
    this.#worker = script.then((address) => new Worker(address));
    // Who orders a picture hears of it.
    this.#worker.catch(() => undefined);
  }

  async paint({ address, size }: PaintingOrder): Promise<ThumbnailAnswer> {
    try {
      const [worker, response] = await Promise.all([this.#worker, fetch(address)]);
      if (!response.ok) return { problem: 'unreachable' };
      const blob = await response.blob();
      const answer = this.#drawing.then(() => asked(worker, { blob, size }));
      this.#drawing = answer.catch(() => undefined);
      return await answer;
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

/** Fetches a script. @returns it as a blob's address */
export async function scriptBlob(address: string): Promise<string> {
  const response = await fetch(address);
  return URL.createObjectURL(await response.blob());
}
