/**
 * Measures the gallery with many images in a real VS Code: `npm run bench:gallery -- --images 10000`. The last line on
 * stdout is JSON; what is told meanwhile goes to stderr. Fails when something does not happen, never on a time.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenInterrupted } from '../../support/vscode/whenInterrupted.ts';
import { thisMachine } from '../machine.ts';
import { medianMeasures } from '../median.ts';
import { measureRounds } from './measureRounds.ts';
import { readOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { findFaults } from './result.ts';
import type { BenchResult } from './result.ts';
import { writeReport } from './writeReport.ts';

try {
  process.exitCode = await run(readOptions(process.argv.slice(2)));
} catch (error) {
  tell((error as Error).message);
  process.exitCode = 1;
}

async function run(options: BenchOptions): Promise<number> {
  const machine = thisMachine();
  const folder = createFolder(options.keep);
  const { rounds, errors } = await measureRounds(folder, options, tell);
  const measures = medianMeasures(rounds);
  const ratio = measures.first.firstThumbnailsMs / measures.bareGrid.firstThumbnailsMs;
  const result: BenchResult = {
    images: options.images,
    rounds: options.rounds,
    ...measures,
    ratioToBareGrid: Math.round(ratio * 100) / 100,
    machine,
  };
  if (options.write) await writeReport(result);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  const faults = [...rounds.flatMap((round) => findFaults({ ...result, ...round })), ...errors];
  faults.forEach(tell);
  return faults.length === 0 ? 0 : 1;
}

/** Goes with this process, however that ends, or stays when it is wanted. */
function createFolder(isKept: boolean): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paper-boat-bench-')));
  process.once('exit', () => {
    if (isKept) tell(`The images are in ${folder}`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  void whenInterrupted().then(() => process.exit(1));
  return folder;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
