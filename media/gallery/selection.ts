/** Which images are selected, and where a range begins. Keys only: what they stand for is the grid's matter. */
export class Selection {
  #keys: ReadonlySet<string> = new Set();
  #anchor: string | undefined;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get keys(): readonly string[] {
    return [...this.#keys];
  }

  get size(): number {
    return this.#keys.size;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  only(key: string): void {
    this.#anchor = key;
    this.#set([key]);
  }

  toggle(key: string): void {
    this.#anchor = key;
    this.#set(this.has(key) ? this.keys.filter((other) => other !== key) : [...this.#keys, key]);
  }

  /** From where the last choice was, or from `from` when there was none, in the order that is shown. */
  extendTo(key: string, order: readonly string[], from: string): void {
    if (this.#anchor === undefined || !order.includes(this.#anchor)) this.#anchor = from;
    const [first = 0, last = 0] = [order.indexOf(this.#anchor), order.indexOf(key)].sort((one, other) => one - other);
    this.#set(order.slice(Math.max(first, 0), last + 1));
  }

  all(order: readonly string[]): void {
    this.#set(order);
  }

  clear(): void {
    this.#anchor = undefined;
    this.#set([]);
  }

  /** Forgets what is not there any more. */
  keep(isThere: (key: string) => boolean): void {
    this.#set(this.keys.filter(isThere));
  }

  #set(keys: readonly string[]): void {
    if (keys.length === this.#keys.size && keys.every((key) => this.#keys.has(key))) return;
    this.#keys = new Set(keys);
    this.#onChange();
  }
}
