/**
 * Measures the way of an image from the request to the file, beside the `openai` package and plain `fetch`:
 * `npm run bench:client -- --rounds 5`. Ends with a line of JSON for each case on stdout; what is told meanwhile goes to
 * stderr. Fails when a file is not what was sent, never on a time.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { medianMeasures } from '../median.ts';
import { thisMachine } from '../machine.ts';
import { caseNames } from './cases.ts';
import { measureRounds } from './measureRounds.ts';
import type { Round } from './measureRounds.ts';
import { readOptions } from './options.ts';
import { judgeAims, caseResult } from './result.ts';
import { writeReport } from './writeReport.ts';

try {
  await run(process.argv.slice(2));
} catch (error) {
  tell((error as Error).message);
  process.exitCode = 1;
}

async function run(args: readonly string[]): Promise<void> {
  const { rounds: count, write } = readOptions(args);
  const machine = thisMachine();
  const medians = medianMeasures(await measureInFolder(count));
  const results = caseNames.map((name) => caseResult(name, medians[name]));
  if (write) await writeReport({ results, rounds: count, machine });
  judgeAims(results).forEach(tell);
  for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** In a folder that goes when they are measured. */
async function measureInFolder(count: number): Promise<readonly Round[]> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-bench-'));
  try {
    return await measureRounds(folder, count, tell);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
