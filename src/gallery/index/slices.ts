import { setImmediate } from 'node:timers/promises';

/** How long work goes on before others get their turn. */
const sliceMs = 8;

/** Cuts long work into slices, so that the extension host stays quick. To be shared by all that work at the same time. */
export class Slices {
  #startedAt = performance.now();
  #pause: Promise<void> | undefined;

  /** To be awaited between small steps: lets everything else run when the slice is spent. All who wait share the next one. */
  async pause(): Promise<void> {
    if (performance.now() - this.#startedAt < sliceMs) return;
    await (this.#pause ??= this.#letOthersRun());
  }

  async #letOthersRun(): Promise<void> {
    await setImmediate();
    this.#startedAt = performance.now();
    this.#pause = undefined;
  }
}

/** Works on all items, on `limit` at once, also on those that come into the list meanwhile. */
export async function inParallel<Item>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  let running = 0;
  await new Promise<void>((done, fail) => {
    const go = (): void => {
      while (running < limit && next < items.length) {
        running++;
        const item = items[next++] as Item;
        work(item).then(() => {
          running--;
          go();
        }, fail);
      }
      if (running === 0) done();
    };
    go();
  });
}
