/** How long one thing kept the extension host from everything else, in milliseconds. */
export interface HostBlocks {
  /** By the clock: waiting for a processor counts. */
  readonly longestMs: number;
  /** By the work of the host's own thread, which no other process can lengthen. */
  readonly longestWorkMs: number;
}

const intervalMs = 5;

/** Ticks as often as it is let; what lies between two ticks, the interval included, is a block. */
export class BlockSampler {
  #blocks: HostBlocks = { longestMs: 0, longestWorkMs: 0 };
  #at = performance.now();
  #work = process.threadCpuUsage();
  readonly #timer = setInterval(() => {
    this.#tick();
  }, intervalMs);

  /** The longest since the last time it was asked. */
  take(): HostBlocks {
    const blocks = this.#blocks;
    this.#blocks = { longestMs: 0, longestWorkMs: 0 };
    return blocks;
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const [at, work] = [performance.now(), process.threadCpuUsage()];
    const workMs = (work.user - this.#work.user + work.system - this.#work.system) / 1000;
    this.#blocks = {
      longestMs: Math.max(this.#blocks.longestMs, at - this.#at),
      longestWorkMs: Math.max(this.#blocks.longestWorkMs, workMs),
    };
    [this.#at, this.#work] = [at, work];
  }
}
