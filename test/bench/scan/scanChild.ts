import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scanOnDisk } from '../../support/scanOnDisk.ts';

/** What a cold process measured. */
export interface ScanMeasures {
  /** All documents found, read and searched. */
  readonly scanMs: number;
  /** What of it the main thread worked. */
  readonly scanProcessorMs: number;
  /** The longest time in which nothing else could run. */
  readonly longestStallMs: number;
  /** The same files only listed and read, beforehand and so with a warm disk. */
  readonly readOnlyMs: number;
}

export interface ScanReport extends ScanMeasures {
  readonly documents: number;
  readonly wanted: number;
}

const folder = process.argv[2] ?? '';
const readOnlyMs = await timeOf(() => readAll(folder));
const stall = watchStalls();
const processorStart = process.threadCpuUsage();
let found: Awaited<ReturnType<typeof scanOnDisk>> | undefined;
const scanMs = await timeOf(async () => {
  found = await scanOnDisk(folder);
});
const { user, system } = process.threadCpuUsage(processorStart);
const longestStallMs = stall();
const wanted = (found?.parts ?? []).reduce((sum, part) => sum + part.wanted.length, 0);
const report: ScanReport = {
  ...{ scanMs, scanProcessorMs: (user + system) / 1000, readOnlyMs, longestStallMs },
  ...{ documents: found?.documents ?? 0, wanted },
};
process.stdout.write(JSON.stringify(report));

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function readAll(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) await readFile(join(entry.parentPath, entry.name));
}

/** Ends with the call that asks for the answer. */
function watchStalls(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
