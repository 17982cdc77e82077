import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const graceMs = 5_000;

/**
 * Ends a process that was spawned with `detached: true`, and everything it has started since.
 * It is asked first; what still lives after five seconds, or outlives its parent, is killed.
 */
export async function endProcessGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited = hasExited(child) ? Promise.resolve() : once(child, 'exit');
  signalGroup(child.pid, 'SIGTERM');
  const grace = new AbortController();
  const expired = delay(graceMs, undefined, { signal: grace.signal }).catch(() => undefined);
  await Promise.race([exited, expired]);
  grace.abort();
  signalGroup(child.pid, 'SIGKILL');
  await exited;
}

/** The last resort of a process that is exiting and can no longer wait. */
export function killProcessGroup(child: ChildProcess): void {
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
