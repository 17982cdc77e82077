/** When a page set its marks, in milliseconds since 1970, and when the page itself began. */
export interface Marks {
  readonly startedAt: number;
  readonly at: Readonly<Record<string, number>>;
}

/** What is asked of `readMarks`. */
export interface MarksQuestion {
  readonly names: readonly string[];
  readonly limitMs: number;
}

/** Runs in the page, and so uses nothing from outside of itself. @throws when a mark is not set in time */
export function readMarks({ names, limitMs }: MarksQuestion): Promise<Marks> {
  return new Promise((resolve, reject) => {
    const at: Record<string, number> = {};
    const missing = new Set(names);
    const observer = new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries())
        if (missing.delete(name)) at[name] = performance.timeOrigin + startTime;
      if (missing.size > 0) return;
      observer.disconnect();
      clearTimeout(limit);
      resolve({ startedAt: performance.timeOrigin, at });
    });
    const limit = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`The page has not set ${[...missing].join(', ')} within ${limitMs / 1000} s.`));
    }, limitMs);
    observer.observe({ type: 'mark', buffered: true });
  });
}
