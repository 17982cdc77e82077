/** A stop watch that runs from the next input into the search box until the page has marked what it shows for it. */
export interface FilterWatch {
  readonly durationMs: Promise<number>;
}

/** Runs in the page, and so uses nothing from outside of itself. */
export function watchFilter(limitMs: number): FilterWatch {
  const durationMs = new Promise<number>((resolve, reject) => {
    let inputAt = Infinity;
    addEventListener('input', ({ timeStamp }) => (inputAt = timeStamp), { capture: true, once: true });
    const observer = new PerformanceObserver((list) => {
      const mark = list.getEntriesByName('paper-boat:filtered').find(({ startTime }) => startTime >= inputAt);
      if (mark === undefined) return;
      observer.disconnect();
      clearTimeout(limit);
      resolve(mark.startTime - inputAt);
    });
    const limit = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`The page has not set paper-boat:filtered within ${limitMs / 1000} s after an input.`));
    }, limitMs);
    observer.observe({ type: 'mark' });
  });
  return { durationMs };
}
