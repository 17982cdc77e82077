import type { GalleryImage, ToPanel } from '../protocol.ts';
import type { IndexChange } from './changeBatches.ts';

export interface OutboxParts {
  readonly imageOf: (id: string) => GalleryImage | undefined;
  readonly post: (message: Extract<ToPanel, { type: 'images' }>) => void;
}

const mostInFirst = 200;
const mostInMessage = 1000;
/** The window that hands a message on also fetches the page's pictures: those in view come before a long list. */
const firstPauseMs = 150;
const pauseMs = 50;

/** The way of images to a page: what is seen first goes at once, small changes at any time, long lists bit by bit. */
export class ImageOutbox {
  readonly #parts: OutboxParts;
  /** Ids, not images: what changes meanwhile goes as it is then. */
  readonly #waiting = new Set<string>();
  #inView: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #isComplete = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** The page knows nothing yet. The images that are seen first come first. */
  begin(ids: Iterable<string>, isComplete: boolean): void {
    this.stop();
    for (const id of ids) this.#waiting.add(id);
    this.#isComplete = isComplete;
    const first = this.#take(mostInFirst);
    this.look(first.map(({ id }) => id));
    this.#post({ isFirst: true, changed: first, removed: [] });
  }

  /** What becomes of these never waits. */
  look(ids: readonly string[]): void {
    this.#inView = new Set(ids);
  }

  send({ isFirst, changed, removed, isComplete }: IndexChange): void {
    if (isFirst) {
      this.begin(
        changed.map(({ id }) => id),
        isComplete,
      );
      return;
    }
    this.#isComplete = isComplete;
    const isLong = changed.length > mostInFirst;
    const urgent = isLong ? changed.filter(({ id }) => this.#inView.has(id)) : changed;
    if (isLong) for (const { id } of changed) this.#waiting.add(id);
    for (const id of [...removed, ...urgent.map((image) => image.id)]) this.#waiting.delete(id);
    if (isLong && urgent.length + removed.length === 0) this.#schedule(pauseMs);
    else this.#post({ isFirst, changed: urgent, removed });
  }

  /** Nobody listens any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #post(message: Pick<IndexChange, 'isFirst' | 'changed' | 'removed'>): void {
    const isRest = this.#waiting.size > 0;
    this.#parts.post({ type: 'images', ...message, isComplete: this.#isComplete && !isRest });
    if (isRest) this.#schedule(message.isFirst ? firstPauseMs : pauseMs);
  }

  #schedule(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#post({ isFirst: false, changed: this.#take(mostInMessage), removed: [] });
    }, delayMs);
  }

  #take(most: number): readonly GalleryImage[] {
    const ids = [...this.#waiting].slice(0, most);
    for (const id of ids) this.#waiting.delete(id);
    return ids.flatMap((id) => this.#parts.imageOf(id) ?? []);
  }
}
