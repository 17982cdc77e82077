/**
 * Runs the integration tests inside real VS Codes: `node test/integration/run.ts [newest|oldest] [--grep text]`.
 * A folder beside this file is a kind of window. PAPER_BOAT_TEST_HOST=desktop takes the desktop application.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests, findTests } from '../support/vscode/bundleTests.ts';
import { projectRoot, readRole, roles, vscodeVersions } from '../support/vscode/role.ts';
import { runTestWindow } from '../support/vscode/runTestWindow.ts';
import type { TestHost, TestRun } from '../support/vscode/runTestWindow.ts';
import type { TestCounts } from '../support/vscode/testReport.ts';
import { groupByWindow } from '../support/vscode/testWindows.ts';

const { values, positionals } = parseArgs({
  options: {
    grep: { type: 'string', default: '' },
    extension: { type: 'string', default: projectRoot },
    'limit-seconds': { type: 'string', default: '600' },
  },
  allowPositionals: true,
});

const interruption = new AbortController();
process.on('SIGINT', () => {
  interruption.abort();
});
// The windows are ended by interrupts alone.
process.on('SIGTERM', () => process.emit('SIGINT'));

let passed = 0;
let failed = 0;
for (const role of positionals.length === 0 ? roles : positionals.map((name) => readRole(name))) {
  const counts = await runAll({
    host: readHost(process.env.PAPER_BOAT_TEST_HOST ?? 'server'),
    role,
    extension: resolve(values.extension),
    grep: values.grep,
    limitMs: Number(values['limit-seconds']) * 1000,
  });
  passed += counts.passed;
  failed += counts.failed;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = passed > 0 && failed === 0 && !interruption.signal.aborted ? 0 : 1;

async function runAll(run: TestRun): Promise<TestCounts> {
  const total = { passed: 0, failed: 0 };
  for (const [window, tests] of groupByWindow(findTests())) {
    if (interruption.signal.aborted) break;
    process.stdout.write(`\nVS Code ${vscodeVersions[run.role]}, window "${window.name}"\n`);
    if (run.host === 'desktop' && window.restricted === true) {
      process.stdout.write('  left out: on the desktop @vscode/test-electron trusts every folder\n');
      continue;
    }
    const counts = await runTestWindow(window, await bundleTests(window.name, tests), run);
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  return total;
}

function readHost(name: string): TestHost {
  if (name === 'desktop' || name === 'server') return name;
  throw new Error(`There is no test host "${name}": say desktop or server.`);
}
