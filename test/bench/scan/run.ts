/**
 * Measures how fast documents are searched for missing images: `npm run bench:scan`. The last line on stdout is JSON;
 * what is told meanwhile goes to stderr. Fails when something is not found, never on a time.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisMachine } from '../machine.ts';
import { medianMeasures } from '../median.ts';
import { editedKinds, measureEdits } from './measureEdits.ts';
import { readOptions, type BenchOptions } from './options.ts';
import type { BenchResult, ScanRow } from './result.ts';
import type { ScanMeasures, ScanReport } from './scanChild.ts';
import { writeReport } from './writeReport.ts';
import { writeWorkspace } from './writeWorkspace.ts';

/** How many documents share one that wants an image: a few, as in a project that is kept, and all of them. */
const shares = { kept: 20, worst: 1 };

try {
  const options = readOptions(process.argv.slice(2));
  const machine = thisMachine();
  const result: BenchResult = {
    ...{ documents: options.documents, megabytes: options.megabytes, rounds: options.rounds },
    scan: { kept: await measureScan(options, shares.kept), worst: await measureScan(options, shares.worst) },
    editsOf200KB: medianMeasures([Object.fromEntries(editedKinds.map((kind) => [kind, measureEdits(kind)]))]),
    machine,
  };
  if (options.write) await writeReport(result);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

/** Each round in a process of its own: nothing is compiled or remembered. */
async function measureScan({ documents, megabytes, rounds }: BenchOptions, wanting: number): Promise<ScanRow> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paper-boat-scan-')));
  try {
    process.stderr.write(`Writing ${documents} documents, ${megabytes} MB.\n`);
    const missing = await writeWorkspace(folder, { documents, megabytes, wanting });
    const reports: ScanMeasures[] = [];
    for (let round = 0; round < rounds; round++) {
      const child = join(import.meta.dirname, 'scanChild.ts');
      const {
        documents: read,
        wanted,
        ...measures
      } = JSON.parse(execFileSync(process.execPath, [child, folder], { encoding: 'utf8' })) as ScanReport;
      if (read !== documents || wanted !== missing)
        throw new Error(`${read} documents read and ${wanted} images wanted, not ${documents} and ${missing}.`);
      process.stderr.write(`${JSON.stringify(measures)}\n`);
      reports.push(measures);
    }
    return { wanting: missing, ...medianMeasures(reports) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
