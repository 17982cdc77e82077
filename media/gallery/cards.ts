import type { Host } from './host.ts';
import { JobCard } from './jobCard.ts';
import type { Place } from './places.ts';
import type { Translate } from './texts.ts';

/** The cards of jobs, each as long as its place waits for an image. */
export class Cards {
  readonly #host: Host;
  readonly #translate: Translate;
  readonly #cards = new Map<string, JobCard>();

  constructor(host: Host, translate: Translate) {
    this.#host = host;
    this.#translate = translate;
  }

  elementOf(key: string): HTMLElement | undefined {
    return this.#cards.get(key)?.element;
  }

  show(places: readonly Place[]): void {
    const waiting = new Map(places.filter(({ image }) => image === undefined).map((place) => [place.key, place]));
    for (const [key, card] of this.#cards) if (!waiting.has(key)) this.#drop(key, card);
    for (const [key, { job, index }] of waiting) {
      const card = this.#cards.get(key);
      if (card) card.update(job);
      else this.#cards.set(key, new JobCard({ host: this.#host, translate: this.#translate, job, index }));
    }
  }

  #drop(key: string, card: JobCard): void {
    card.dispose();
    this.#cards.delete(key);
  }
}
