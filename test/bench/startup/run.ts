/**
 * Measures what the packaged extension costs at the start of a real VS Code: `npm run bench:startup -- --rounds 10`.
 * The last line on stdout is JSON; what is told meanwhile goes to stderr. Fails when something does not happen, never
 * on a time.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenInterrupted } from '../../support/vscode/whenInterrupted.ts';
import { thisMachine } from '../machine.ts';
import { measureRounds } from './measureRounds.ts';
import { readOptions } from './options.ts';
import { resultOf } from './result.ts';
import { writeReport } from './writeReport.ts';

try {
  const { rounds, write } = readOptions(process.argv.slice(2));
  const machine = thisMachine();
  const result = resultOf(await measureRounds(createFolder(), rounds, tell), machine);
  if (write) await writeReport(result);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  tell((error as Error).message);
  process.exitCode = 1;
}

/** Goes with this process, however that ends. */
function createFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paper-boat-bench-')));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  void whenInterrupted().then(() => process.exit(1));
  return folder;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
