import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const heartbeatMs = 30_000;
/** A window on another machine that shares the storage shows its life only by its heartbeat. */
const longestSilenceMs = 10 * 60_000;
/** A process of this machine is there as long as its number is; after days, another one may have the number. */
const longestSleepMs = 3 * 24 * 60 * 60_000;

/**
 * Which windows are there: each has a file of its own while it has requests under way, with its process in it. A file
 * of a process that is gone is what a crash leaves.
 */
export class Windows {
  readonly id = randomUUID();
  readonly #folder: string;
  #heartbeat: NodeJS.Timeout | undefined;
  #entered: Promise<void> | undefined;
  #reasons = 0;
  #left: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Shows that this window lives, until each `enter` has had its `leave`. */
  enter(): Promise<void> {
    this.#reasons++;
    this.#entered ??= this.#write();
    return this.#entered;
  }

  async leave(): Promise<void> {
    if (--this.#reasons > 0) return;
    this.dispose();
    this.#entered = undefined;
    this.#left = this.forget(this.id);
    await this.#left;
  }

  /** The window closes: its file stays as long as its requests do. */
  dispose(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  async isAlive(id: string): Promise<boolean> {
    if (id === this.id) return true;
    try {
      const { pid, machine } = JSON.parse(await readFile(this.#fileOf(id), 'utf8')) as Record<string, unknown>;
      const isHere = machine === hostname();
      if (isHere && (typeof pid !== 'number' || pid === process.pid || !isRunning(pid))) return false;
      const { mtimeMs } = await stat(this.#fileOf(id));
      // A heartbeat of the future is that of a clock that was set.
      return Math.abs(Date.now() - mtimeMs) < (isHere ? longestSleepMs : longestSilenceMs);
    } catch {
      return false;
    }
  }

  async forget(id: string): Promise<void> {
    await rm(this.#fileOf(id), { force: true }).catch(() => undefined);
  }

  async #write(): Promise<void> {
    this.#heartbeat = setInterval(() => {
      const now = new Date();
      utimes(this.#fileOf(this.id), now, now).catch(() => undefined);
    }, heartbeatMs).unref();
    await this.#left;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#fileOf(this.id), JSON.stringify({ pid: process.pid, machine: hostname() }));
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${/^[\w-]{1,64}$/.test(id) ? id : 'unknown'}.json`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
