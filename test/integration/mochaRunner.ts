import { once } from 'node:events';
import { connect } from 'node:net';
import { format } from 'node:util';
import Mocha from 'mocha';
import type { TestCounts, TestMessage } from '../support/vscode/testReport.ts';

const testLimitMs = 30_000;

/**
 * Runs the suites that `load` defines, inside the extension host, and reports to the runner outside.
 * @throws when a test fails or the suites cannot be loaded: that gives the window an exit code other than 0
 */
export async function runSuites(load: () => Promise<unknown>): Promise<void> {
  const socket = connect(Number(process.env.PAPER_BOAT_REPORT_PORT), '127.0.0.1');
  await once(socket, 'connect');
  const say = (message: TestMessage) => socket.write(`${JSON.stringify(message)}\n`);
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => say({ line: format(...values) });
  const counts = await run(load).catch((error: unknown) => {
    say({ line: format(error) });
    return undefined;
  });
  if (counts !== undefined) say(counts);
  socket.end();
  await once(socket, 'close');
  if (counts?.failed !== 0) throw new Error('The tests failed.');
}

async function run(load: () => Promise<unknown>): Promise<TestCounts> {
  const mocha = new Mocha({
    ui: 'tdd',
    reporter: 'spec',
    timeout: testLimitMs,
    color: process.env.FORCE_COLOR === '1',
    diff: false,
    forbidOnly: true,
    forbidPending: true,
    grep: process.env.PAPER_BOAT_GREP ?? '',
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  return new Promise((resolve) => {
    const runner: Mocha.Runner = mocha.run((failed) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed });
    });
  });
}
