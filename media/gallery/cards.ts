import type { WaitingItem } from './gridItems.ts';
import type { Host } from './host.ts';
import { JobCard } from './jobCard.ts';
import type { Place } from './places.ts';
import type { Translate } from './texts.ts';
import { WaitingCard } from './waitingCard.ts';

interface CardsParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly keptAddressOf: (file: string) => string;
}

export interface Shown {
  readonly places: readonly Place[];
  readonly waiting: readonly WaitingItem[];
}

/** The cards of jobs, each as long as its place waits for an image, and of what waits for a decision. */
export class Cards {
  readonly #parts: CardsParts;
  readonly #jobs = new Map<string, JobCard>();
  readonly #waiting = new Map<string, WaitingCard>();

  constructor(parts: CardsParts) {
    this.#parts = parts;
  }

  elementOf(key: string): HTMLElement | undefined {
    return (this.#jobs.get(key) ?? this.#waiting.get(key))?.element;
  }

  show({ places, waiting }: Shown): void {
    const { host, translate, keptAddressOf: addressOf } = this.#parts;
    const open = places.filter(({ image }) => image === undefined);
    for (const [key, card] of others(this.#jobs, open)) {
      card.dispose();
      this.#jobs.delete(key);
    }
    for (const [key] of others(this.#waiting, waiting)) this.#waiting.delete(key);
    for (const { key, job, index } of open) {
      const card = this.#jobs.get(key);
      if (card) card.update(job);
      else this.#jobs.set(key, new JobCard({ host, translate, job, index }));
    }
    for (const { key, waiting: item } of waiting) {
      const card = this.#waiting.get(key);
      if (card) card.update(item);
      else this.#waiting.set(key, new WaitingCard({ host, translate, waiting: item, addressOf }));
    }
  }
}

/** The cards that nothing stands for any more. They stay in the document until the grid is shown anew, and keep the focus. */
function others<T>(cards: ReadonlyMap<string, T>, wanted: readonly { readonly key: string }[]): readonly [string, T][] {
  const keys = new Set(wanted.map(({ key }) => key));
  return [...cards].filter(([key]) => !keys.has(key));
}
