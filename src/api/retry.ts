import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from './deadline.ts';
import { cancelled, GenerationError } from './errors.ts';
import { neverLeft } from './networkFailure.ts';

const mostRetries = 2;
const longestWaitMs = 60_000;

/** How a client waits; handed in, so that tests need not. */
export interface Patience {
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** 0 up to 1. */
  random(): number;
}

export const realPatience: Patience = {
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  random: Math.random,
};

export interface RetryPolicy {
  readonly patience: Patience;
  readonly isWorthRepeating: (error: GenerationError) => boolean;
  readonly onRetry: (error: GenerationError, waitMs: number) => void;
}

/** Tries up to three times. A server that asks for a longer wait than a minute is not waited for. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  deadline: Deadline,
  { patience, isWorthRepeating, onRetry }: RetryPolicy,
): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await attempt();
    } catch (error) {
      const isOver = deadline.signal.aborted || retries === mostRetries;
      if (isOver || !(error instanceof GenerationError) || !isWorthRepeating(error)) throw error;
      const waitMs = error.facts.retryAfterMs ?? backoffMs(retries, patience.random());
      if (waitMs > longestWaitMs) throw error;
      onRetry(error, waitMs);
      await patience.wait(waitMs, deadline.signal).catch(() => {
        throw deadline.reason?.kind === 'cancelled' ? cancelled(error.facts.mayBeBilled ?? false) : error;
      });
    }
  }
}

/** Refused at the door: the connection failed, or the service said "not now" before it began. */
export function isSafeToRepeat(error: GenerationError): boolean {
  if (error.facts.mayBeBilled) return false;
  return neverLeft(error) || error.kind === 'rateLimited' || error.kind === 'serverTrouble';
}

/** A download costs nothing, so all that may pass by itself is worth another try. */
export function isFreeToRepeat(error: GenerationError): boolean {
  const broke = error.kind === 'network' && error.facts.mayBeBilled === true;
  return broke || neverLeft(error) || error.kind === 'rateLimited' || error.kind === 'serverTrouble';
}

const backoffMs = (retries: number, random: number): number => Math.min(500 * 2 ** retries, 8000) * (1 - 0.25 * random);
