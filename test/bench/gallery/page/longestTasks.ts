/** The longest tasks of a thread in milliseconds; 0 when none took 50 ms, the shortest that a browser tells. */
export interface LongestTasks {
  /** Of the page itself. */
  readonly page: number;
  /** Of the page or of the VS Code window around it: they share one thread. */
  readonly window: number;
}

/** Runs in the page, and so uses nothing from outside of itself. @param since a time of the page's clock */
export function longestTasks(since: number): Promise<LongestTasks> {
  return new Promise((resolve) => {
    let longest: LongestTasks = { page: 0, window: 0 };
    const observer = new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        if (startTime + duration < since) continue;
        // What runs in frames around the page has the name of their relation to it.
        const isOwn = !name.endsWith('ancestor');
        longest = {
          page: Math.max(longest.page, isOwn ? duration : 0),
          window: Math.max(longest.window, duration),
        };
      }
    });
    observer.observe({ type: 'longtask', buffered: true });
    // What has happened is told in a task of its own, soon after.
    setTimeout(() => {
      observer.disconnect();
      resolve(longest);
    }, 100);
  });
}
