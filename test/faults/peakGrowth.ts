/** How much more memory than before there was at the worst moment while something ran, in megabytes. */
export async function peakGrowth<T>(
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly megabytes: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  try {
    const result = await run();
    return { result, megabytes: Math.round((most - before) / 2 ** 20) };
  } finally {
    clearInterval(watching);
  }
}
