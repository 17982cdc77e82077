import { Interruptions } from './interruptions.ts';
import { InterruptedRequests } from './journal/interruptedRequests.ts';
import type { Windows } from './journal/windows.ts';
import { recover, type RecoveryParts } from './recovery.ts';

type Parts = Omit<ConstructorParameters<typeof Interruptions>[0], 'requests' | 'recover' | 'windows'> &
  Omit<RecoveryParts, 'windows'> & { readonly windows: Windows };

/** Requests that were cut off: a bundle of their own, as most windows have none. Whoever opens them disposes of them. */
export function openInterruptions(parts: Parts): Interruptions {
  const requests = new InterruptedRequests(parts.folder, parts.windows.id);
  return new Interruptions({ ...parts, requests, recover: () => recover(parts) });
}
