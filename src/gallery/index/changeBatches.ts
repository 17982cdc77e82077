import { setImmediate } from 'node:timers/promises';
import type { GalleryImage } from '../protocol.ts';

export interface IndexChange {
  /** What was told before is forgotten. */
  readonly isFirst: boolean;
  readonly changed: readonly GalleryImage[];
  readonly removed: readonly string[];
  /** The roots were walked to their end. */
  readonly isComplete: boolean;
}

export interface BatchParts {
  readonly imageOf: (id: string) => GalleryImage | undefined;
  readonly onChange: (change: IndexChange) => void;
}

const mostInFirst = 200;
const mostInBatch = 500;
const delayMs = 30;

/** Gathers what changed and tells it in batches: at most 500 of each, and soon. */
export class ChangeBatches {
  readonly #parts: BatchParts;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isFirst = true;
  #isComplete = false;
  #isDisposed = false;

  constructor(parts: BatchParts) {
    this.#parts = parts;
  }

  /** A walk begins: its images are told anew. */
  begin(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
    this.#removed.clear();
    this.#isFirst = true;
    this.#isComplete = false;
  }

  change(id: string): void {
    this.#removed.delete(id);
    this.#changed.add(id);
    this.#schedule();
  }

  remove(id: string): void {
    this.#changed.delete(id);
    this.#removed.add(id);
    this.#schedule();
  }

  /** Tells all that is left, and that the walk is over. */
  async complete(): Promise<void> {
    while (this.#changed.size > mostInBatch || this.#removed.size > mostInBatch) {
      this.#tell();
      await setImmediate();
    }
    this.#isComplete = true;
    this.#tell();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#isDisposed) return;
    if (this.#changed.size >= (this.#isFirst ? mostInFirst : mostInBatch)) this.#tell();
    else
      this.#timer ??= setTimeout(() => {
        this.#tell();
      }, delayMs);
  }

  #tell(): void {
    if (this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changed = takeFrom(this.#changed).flatMap((id) => this.#parts.imageOf(id) ?? []);
    const removed = takeFrom(this.#removed);
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (this.#changed.size + this.#removed.size > 0)
      this.#timer = setTimeout(() => {
        this.#tell();
      });
    this.#parts.onChange({ isFirst, changed, removed, isComplete: this.#isComplete });
  }
}

function takeFrom(ids: Set<string>): readonly string[] {
  const taken: string[] = [];
  for (const id of ids) {
    if (taken.length === mostInBatch) break;
    ids.delete(id);
    taken.push(id);
  }
  return taken;
}
