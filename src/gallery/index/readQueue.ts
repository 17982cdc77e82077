const mostReads = 4;
const mostBackgroundReads = 2;

/** Which file is read next: what was wanted last comes first, and the background waits for it. */
export class ReadQueue {
  readonly #read: (id: string) => Promise<void>;
  #urgent = new Set<string>();
  readonly #background = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  #isStopped = false;

  /** `read` does not reject. */
  constructor(read: (id: string) => Promise<void>) {
    this.#read = read;
  }

  urge(ids: readonly string[]): void {
    this.#urgent = new Set([...ids, ...this.#urgent]);
    this.#next();
  }

  add(id: string): void {
    this.#background.add(id);
    this.#next();
  }

  /** Reads at once, or waits for the reading that goes on. */
  now(id: string): Promise<void> {
    return this.#running.get(id) ?? this.#start(id);
  }

  stop(): void {
    this.#isStopped = true;
  }

  #next(): void {
    for (;;) {
      const id = this.#isStopped ? undefined : this.#nextId();
      if (id === undefined) return;
      if (!this.#running.has(id)) void this.#start(id);
    }
  }

  #nextId(): string | undefined {
    const [list, most] = this.#urgent.size > 0 ? [this.#urgent, mostReads] : [this.#background, mostBackgroundReads];
    const [id] = this.#running.size < most ? list : [];
    if (id !== undefined) this.#forget(id);
    return id;
  }

  #start(id: string): Promise<void> {
    this.#forget(id);
    const reading = this.#read(id).finally(() => {
      this.#running.delete(id);
      this.#next();
    });
    this.#running.set(id, reading);
    return reading;
  }

  #forget(id: string): void {
    this.#urgent.delete(id);
    this.#background.delete(id);
  }
}
