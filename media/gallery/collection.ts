import type { GalleryImage, ToPanel } from '../../src/gallery/protocol.ts';
import { entryOf, type Entry } from './entry.ts';
import { comparer, everything, matcher, type Query } from './query.ts';

type ImagesMessage = Extract<ToPanel, { type: 'images' }>;

/** All images that the extension told of, and those of them that a query shows, in its order. */
export class Collection {
  readonly #entries = new Map<string, Entry>();
  /** All entries in the query's order, kept so: a search only leaves some out. */
  #sorted: Entry[] = [];
  #shown: readonly Entry[] = [];
  #query = everything;
  #models: readonly string[] = [];
  #isComplete = false;

  get size(): number {
    return this.#entries.size;
  }

  /** The folders were walked to their end once. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** What the query shows, in order. */
  get shown(): readonly Entry[] {
    return this.#shown;
  }

  entry(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  image(id: string): GalleryImage | undefined {
    return this.#entries.get(id)?.image;
  }

  /** The models that images were made with, by name. */
  get models(): readonly string[] {
    return this.#models;
  }

  /** @returns the images that were not there before */
  receive({ isFirst, changed, removed, isComplete }: ImagesMessage): readonly GalleryImage[] {
    if (isFirst) this.#entries.clear();
    const arrived = changed.filter(({ id }) => !this.#entries.has(id));
    for (const id of removed) this.#entries.delete(id);
    const fresh = changed.map((image) => entryOf(image, this.#entries.get(image.id)));
    for (const entry of fresh) this.#entries.set(entry.key, entry);
    this.#isComplete = isComplete;
    // Old ones are in order already, and a sort of what is nearly in order is quick.
    const old = this.#sorted.filter((entry) => this.#entries.get(entry.key) === entry);
    const added = fresh.filter((entry) => this.#entries.get(entry.key) === entry);
    this.#sorted = [...old, ...added].sort(comparer(this.#query));
    this.#models = [...new Set(this.#sorted.flatMap(({ image }) => image.recipe?.model ?? []))].sort();
    this.#filter();
    return arrived;
  }

  show(query: Query): void {
    const isSorted = query.sort === this.#query.sort && query.isDescending === this.#query.isDescending;
    this.#query = query;
    if (!isSorted) this.#sorted.sort(comparer(query));
    this.#filter();
  }

  #filter(): void {
    this.#shown = this.#sorted.filter(matcher(this.#query, Date.now()));
  }
}
