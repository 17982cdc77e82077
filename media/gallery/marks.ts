/** Marks of the page's own performance, for those who measure it. */
export class Marks {
  readonly #set = new Set<string>();

  /** Once in the page's life: the first pictures are drawn, one or all in view. */
  once(name: 'first-thumbnail' | 'thumbnails'): void {
    if (this.#isNew(name)) performance.mark(`paper-boat:${name}`);
  }

  /** The first cells stand; they are seen when the frame that is being made is done. */
  painted(): void {
    if (this.#isNew('first-paint'))
      requestAnimationFrame(() => setTimeout(() => performance.mark('paper-boat:first-paint')));
  }

  /** What another query shows stands, in the frame that is being made. Only the latest mark is kept. */
  filtered(): void {
    setTimeout(() => {
      performance.clearMarks('paper-boat:filtered');
      performance.mark('paper-boat:filtered');
    });
  }

  #isNew(name: string): boolean {
    const isNew = !this.#set.has(name);
    this.#set.add(name);
    return isNew;
  }
}
