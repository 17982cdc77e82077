import { getEventListeners } from 'node:events';
import { appendFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { Outcome } from '../../../src/outcome.ts';
import { Walk, type Places, type Service } from '../../support/walk/walk.ts';
import { kindOf, type Job, type State } from './loadJobs.ts';

export interface LoadTask extends Places {
  readonly service: Service;
  /** One after the other. */
  readonly rounds: readonly (readonly Job[])[];
  /** Takes a line for each job that ended. */
  readonly book: string;
  /** After so many jobs the window ends. */
  readonly crashAfter?: number;
  /** First look after what another window left, and run what it had not sent. */
  readonly isSecond?: true;
}

/** A line of the book. */
export interface Ending {
  readonly prompt: string;
  readonly state: State;
  readonly images: number;
}

/** What is there at some moment of the process. */
interface Possessions {
  readonly heap: number;
  readonly resources: readonly string[];
  readonly files: number;
  readonly listeners: number;
}

export interface LoadReport {
  /** Before the first round, after each, and at the end. */
  readonly possessions: readonly Possessions[];
  /** Prompts of requests whose outcome nobody knows. */
  readonly interrupted: readonly string[];
}

// A window with many requests: node --expose-gc loadChild.ts TASK

const { service, rounds, book, crashAfter, isSecond, ...places } = JSON.parse(process.argv[2] ?? '') as LoadTask;
const walk = new Walk(places, service);
walk.generator.concurrency = 8;
const shared = new AbortController().signal;
const cancels = new Map<string, AbortController>();
let ended = 0;

process.on('message', (prompt: string) => {
  cancels.get(prompt)?.abort();
});
process.channel?.unref();

function stateOf({ saved, unsaved, failures }: Outcome): State {
  if (saved.length > 0) return 'saved';
  if (unsaved.length > 0) return 'kept';
  return failures.some(({ kind }) => kind === 'cancelled') ? 'cancelled' : 'failed';
}

async function run(job: Job): Promise<void> {
  const { prompt } = job.request;
  const controller = new AbortController();
  cancels.set(prompt, controller);
  const isCancelled = kindOf(job).ends.includes('cancelled');
  const idleMs = job.kind === 'silent' ? 100 : 30_000;
  const generating = walk.generate(job.request, { idleMs, cancel: isCancelled ? controller.signal : shared });
  if (job.kind === 'unwanted') controller.abort();
  const outcome = await generating;
  cancels.delete(prompt);
  const ending: Ending = { prompt, state: stateOf(outcome), images: outcome.saved.length };
  appendFileSync(book, `${JSON.stringify(ending)}\n`);
  if (++ended === crashAfter) process.kill(process.pid, 'SIGKILL');
}

async function possessions(): Promise<Possessions> {
  // Until the disk is done with what nobody waits for.
  do await setImmediate();
  while (process.getActiveResourcesInfo().some((kind) => kind.startsWith('FSReq')));
  globalThis.gc?.();
  // A pipe is what this process talks to its parent by.
  const resources = process.getActiveResourcesInfo().filter((kind) => !/FSReq|Immediate|Pipe/.test(kind));
  const files = (await readdir('/proc/self/fd')).length;
  const listeners = getEventListeners(shared, 'abort').length;
  return { heap: process.memoryUsage().heapUsed, resources: resources.toSorted(), files, listeners };
}

/** What another window had not sent costs nothing to run again. */
async function takeOver(): Promise<{ readonly jobs: ReadonlySet<string>; readonly interrupted: readonly string[] }> {
  await walk.recover();
  const listed = await walk.interrupted.list();
  const unsent = listed.filter(({ wasSent }) => !wasSent);
  for (const request of unsent) await walk.interrupted.dismiss(request);
  const promptsOf = (requests: typeof listed): readonly string[] => requests.map(({ note }) => note.request.prompt);
  return { jobs: new Set(promptsOf(unsent)), interrupted: promptsOf(listed.filter(({ wasSent }) => wasSent)) };
}

const taken = isSecond ? await takeOver() : undefined;
const found = [await possessions()];
for (const round of rounds) {
  await Promise.all(round.filter(({ request }) => taken?.jobs.has(request.prompt) ?? true).map(run));
  found.push(await possessions());
}
await walk.dispose();
found.push(await possessions());
const report: LoadReport = { possessions: found, interrupted: taken?.interrupted ?? [] };
process.send?.(report, () => {
  process.disconnect();
});
