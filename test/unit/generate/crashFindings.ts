import type { InterruptedRequest } from '../../../src/journal/interruptedRequests.ts';
import type { Traces } from '../../support/walk/traces.ts';

/** One crash and what came after it. */
export interface CrashRecord {
  /** The hashes of the images that the service made. */
  readonly made: readonly string[];
  /** How often it was asked. */
  readonly asked: number;
  readonly crashed: Traces;
  readonly recovered: Traces;
  /** After another window has looked again. */
  readonly again: Traces;
  readonly listed: readonly InterruptedRequest[];
  readonly listedAgain: readonly InterruptedRequest[];
  readonly log: readonly string[];
}

/** How far the request was when its window ended. */
export type Stage = 'nothing' | 'not sent' | 'unknown' | 'answered';

export function stageOf({ crashed: { storage } }: CrashRecord): Stage {
  const has = (name: string): boolean => storage.some((path) => path.startsWith('requests') && path.endsWith(name));
  if (!has('/request.json')) return 'nothing';
  if (has('/answered')) return 'answered';
  return has('/sent') ? 'unknown' : 'not sent';
}

/** Everything in which the promises are broken, as words; empty when they hold. */
export function findingsOf(record: CrashRecord): readonly string[] {
  const { crashed, recovered, again, listed, listedAgain, log } = record;
  const safe = [...recovered.images, ...recovered.kept];
  const arrived = [...crashed.images, ...crashed.kept, ...crashed.waiting];
  const checks: Readonly<Record<string, boolean>> = {
    'an image is lost': record.made.some((hash) => arrived.includes(hash) && !safe.includes(hash)),
    'an image is there twice': hasTwice(safe),
    'something that is no image is among the images': recovered.images.some((hash) => !record.made.includes(hash)),
    'a half file is left': recovered.halves.length > 0,
    'bytes are left with the request': recovered.waiting.length > 0,
    'a recipe has no file': recovered.recipes.some((hash) => !safe.includes(hash)),
    'an image has two recipes': hasTwice(recovered.recipes),
    'a line is damaged': recovered.damagedLines > 0,
    'the answer is paid twice': recovered.spendings > 1,
    'the request was sent twice': record.asked > 1,
    'a request is listed wrongly': listing(listed) !== expectedListing(record),
    'a request that was sent is forgotten': record.asked === 1 && listed.length === 0 && !isComplete(record),
    'recovering again changes something': JSON.stringify([again, listedAgain]) !== JSON.stringify([recovered, listed]),
    'something failed': log.length > 0,
  };
  return Object.keys(checks).filter((name) => checks[name]);
}

const hasTwice = (values: readonly string[]): boolean => new Set(values).size < values.length;

const listing = (listed: readonly InterruptedRequest[]): string =>
  listed.map(({ wasSent }) => (wasSent ? 'unknown' : 'not sent')).join();

function expectedListing(record: CrashRecord): string {
  const stage = stageOf(record);
  return stage === 'unknown' || stage === 'not sent' ? stage : '';
}

/** Every image of the answer is there and has its recipe. */
function isComplete({ made, recovered: { images, kept, recipes } }: CrashRecord): boolean {
  return made.every((hash) => [...images, ...kept].includes(hash) && recipes.includes(hash));
}
