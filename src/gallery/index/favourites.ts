/** Where the favourites are remembered, such as a `Memento`. */
export interface Memory {
  get(): readonly string[];
  set(list: readonly string[]): PromiseLike<void>;
}

export interface Content {
  readonly hash: string;
  readonly bytes: number;
}

/** Which contents are favourites. The byte count is remembered too: it tells which files to read to find one again. */
export class Favourites {
  readonly #memory: Memory;
  #bytesByHash: Map<string, number>;

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#bytesByHash = readFrom(memory);
  }

  has(hash: string): boolean {
    return this.#bytesByHash.has(hash);
  }

  /** Whether a file of this size may be a favourite. */
  hasBytes(bytes: number): boolean {
    for (const known of this.#bytesByHash.values()) if (known === bytes) return true;
    return false;
  }

  async set(contents: readonly Content[], isFavourite: boolean): Promise<void> {
    // Read again: another window may have set some since.
    this.#bytesByHash = readFrom(this.#memory);
    for (const { hash, bytes } of contents) {
      if (isFavourite) this.#bytesByHash.set(hash, bytes);
      else this.#bytesByHash.delete(hash);
    }
    await this.#memory.set(Array.from(this.#bytesByHash, ([hash, bytes]) => `${hash}:${bytes}`));
  }
}

function readFrom(memory: Memory): Map<string, number> {
  const entries = memory.get().flatMap((entry) => {
    const [, hash, bytes] = /^([0-9a-f]{64}):(\d+)$/.exec(entry) ?? [];
    return hash === undefined ? [] : [[hash, Number(bytes)] as const];
  });
  return new Map(entries);
}
