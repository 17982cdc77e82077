/**
 * Resolves when this process is asked to stop. Later requests change nothing: a terminal and a parent often both
 * send one, and cleaning up has to come to its end.
 */
export function whenInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}
