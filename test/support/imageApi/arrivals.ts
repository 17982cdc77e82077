/** Things that happen, each handed to one waiter in order, whether the waiting or the happening came first. */
export class Arrivals<T> {
  readonly #ready: T[] = [];
  readonly #waiting: ((item: T) => void)[] = [];

  add(item: T): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(item);
    else this.#ready.push(item);
  }

  next(): Promise<T> {
    const item = this.#ready.shift();
    return item === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(item);
  }
}
