import { setImmediate } from 'node:timers/promises';

/** How many entries are worked on in about a millisecond. */
const sliceLength = 500;

/** A long list in pieces, between which everything else gets its turn. */
export async function* inSlices<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += sliceLength) {
    if (start > 0) await setImmediate();
    yield items.slice(start, start + sliceLength);
  }
}
