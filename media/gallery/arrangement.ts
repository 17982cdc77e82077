import type { Job, Waiting } from '../../src/gallery/cards.ts';
import type { GalleryImage, PanelState, ToPanel } from '../../src/gallery/protocol.ts';
import { Collection } from './collection.ts';
import { GridItems, type Item, type WaitingItem } from './gridItems.ts';
import { placesAfter, type Place } from './places.ts';
import { isFiltering, type Query } from './query.ts';

type Cards = Pick<PanelState, 'jobs' | 'waiting'>;
type ImagesMessage = Extract<ToPanel, { type: 'images' }>;

/** What stands in the grid and where: the jobs' places first, then what waits for a decision, then what the query shows. */
export class Arrangement {
  readonly collection = new Collection();
  /** Images that stand in the ordinary order, not in their job's place. */
  readonly #released: Set<string>;
  /** Jobs that were asked for before the query was: their images go into its order as they come. */
  #releasedJobs: ReadonlySet<string> = new Set();
  #query: Query;
  #jobs: readonly Job[];
  #waiting: readonly Waiting[];
  #places: readonly Place[] = [];
  #items = new GridItems([], []);

  constructor(query: Query, { jobs, waiting }: Cards) {
    this.#query = query;
    this.#jobs = jobs;
    this.#waiting = waiting;
    this.#released = new Set(jobs.flatMap(({ images }) => images));
    this.collection.show(query);
    this.#place();
  }

  get query(): Query {
    return this.#query;
  }

  get places(): readonly Place[] {
    return this.#places;
  }

  /** Who searches or filters looks for images. */
  get waiting(): readonly WaitingItem[] {
    if (isFiltering(this.#query)) return [];
    return this.#waiting.map((waiting) => ({ key: `${waiting.kind} ${waiting.id}`, waiting }));
  }

  /** @returns the images that were not there before */
  receive(message: ImagesMessage): readonly GalleryImage[] {
    const arrived = this.collection.receive(message);
    this.#place();
    return arrived;
  }

  /** @returns whether there is a job that was not there before */
  follow({ jobs, waiting }: Cards): boolean {
    const before = new Set(this.#jobs.map(({ id }) => id));
    this.#jobs = jobs;
    this.#waiting = waiting;
    this.#place();
    return jobs.some(({ id }) => !before.has(id));
  }

  choose(query: Query): void {
    this.#query = query;
    this.#releasedJobs = new Set(this.#jobs.map(({ id }) => id));
    for (const { image } of this.#places) if (image !== undefined) this.#released.add(image);
    this.collection.show(query);
    this.#place();
  }

  get items(): GridItems {
    return this.#items;
  }

  #place(): void {
    this.#places = placesAfter(this.#places, this.#jobs, {
      isThere: (id) => this.collection.image(id) !== undefined,
      isReleased: (id, job) => this.#released.has(id) || this.#releasedJobs.has(job.id),
    });
    const front = this.#places.flatMap((place): readonly (Item | undefined)[] =>
      place.image === undefined ? [{ key: place.key, place }] : [this.collection.entry(place.image)],
    );
    const placed = new Set(this.#places.map(({ image }) => image));
    const { shown } = this.collection;
    const rest = placed.size === 0 ? shown : shown.filter(({ key }) => !placed.has(key));
    this.#items = new GridItems([...front.filter((item) => item !== undefined), ...this.waiting], rest);
  }
}
