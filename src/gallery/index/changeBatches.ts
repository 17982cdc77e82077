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
  /** When the image's file changed last. */
  readonly timeOf: (id: string) => number;
  readonly onChange: (change: IndexChange) => void;
}

const mostInFirst = 200;
const mostInBatch = 1000;
const delayMs = 30;
/** A walk that takes longer tells what it has found so far; most end before, and then nothing on the page has to move. */
const walkDelayMs = 500;

/** Gathers what changed and tells it in batches: at most 1000 of each, and soon; of a walk, the newest first. */
export class ChangeBatches {
  readonly #parts: BatchParts;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;
  #isFirst = true;
  #isWalking = false;
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
    this.#isWalking = true;
    this.#isComplete = false;
  }

  /** The walk came by it. */
  found(id: string): void {
    this.#removed.delete(id);
    this.#changed.add(id);
    this.#schedule(this.#isWalking ? walkDelayMs : delayMs);
  }

  change(id: string): void {
    this.#removed.delete(id);
    this.#changed.add(id);
    this.#schedule(this.#isWalking && this.#isFirst ? walkDelayMs : delayMs);
  }

  remove(id: string): void {
    this.#changed.delete(id);
    this.#removed.add(id);
    this.#schedule(this.#isWalking && this.#isFirst ? walkDelayMs : delayMs);
  }

  /** Tells all that is left, and that the walk is over. */
  async complete(): Promise<void> {
    this.#sort();
    this.#isWalking = false;
    while (this.#changed.size > this.#most || this.#removed.size > this.#most) {
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

  #schedule(delay: number): void {
    const dueAt = performance.now() + delay;
    if (this.#isDisposed || (this.#timer && this.#dueAt <= dueAt)) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      if (this.#isWalking) this.#sort();
      this.#tell();
    }, delay);
  }

  /** What is seen first can be shown at once. */
  get #most(): number {
    return this.#isFirst ? mostInFirst : mostInBatch;
  }

  #sort(): void {
    const { timeOf } = this.#parts;
    const ids = [...this.#changed].sort((one, other) => timeOf(other) - timeOf(one));
    this.#changed.clear();
    for (const id of ids) this.#changed.add(id);
  }

  #tell(): void {
    if (this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changed = takeFrom(this.#changed, this.#most).flatMap((id) => this.#parts.imageOf(id) ?? []);
    const removed = takeFrom(this.#removed, this.#most);
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (this.#changed.size + this.#removed.size > 0) this.#schedule(0);
    this.#parts.onChange({ isFirst, changed, removed, isComplete: this.#isComplete });
  }
}

function takeFrom(ids: Set<string>, most: number): readonly string[] {
  const taken: string[] = [];
  for (const id of ids) {
    if (taken.length === most) break;
    ids.delete(id);
    taken.push(id);
  }
  return taken;
}
