import { runTests } from '@vscode/test-electron';
import type { TestOptions } from '@vscode/test-electron';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, relative } from 'node:path';
import { projectRoot, vscodeVersions } from './role.ts';
import type { Role } from './role.ts';
import { calmSettings } from './settings.ts';
import { openTestReport } from './testReport.ts';
import type { TestCounts } from './testReport.ts';
import type { TestWindow } from './testWindows.ts';
import { copyWorkspace } from './workspaceCopy.ts';

/** Where VS Code comes from: the desktop application, or the server and a headless browser. */
export type TestHost = 'desktop' | 'server';

export interface TestRun {
  readonly host: TestHost;
  readonly role: Role;
  /** The extension under test: a folder with a package.json. */
  readonly extension: string;
  /** Only tests whose full name contains this; '' for all. */
  readonly grep: string;
  readonly limitMs: number;
}

const noCounts: TestCounts = { passed: 0, failed: 0 };

/**
 * Runs the bundled tests of one window on a fresh copy of the sample workspace.
 * A window that hangs, crashes or has no test is itself one failure.
 */
export async function runTestWindow(window: TestWindow, bundle: string, run: TestRun): Promise<TestCounts> {
  const copy = await copyWorkspace(...window.workspaces);
  const report = await openTestReport((line) => process.stdout.write(`${line}\n`));
  const log = join(dirname(bundle), `${run.role}-${window.name}.log`);
  const console = createWriteStream(log);
  try {
    const userData = join(copy.folder, 'user-data');
    await mkdir(join(userData, 'User'), { recursive: true });
    await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(calmSettings));
    const trust = window.restricted === true ? ['--enable-workspace-trust'] : [];
    const folders = [`--user-data-dir=${userData}`, `--extensions-dir=${join(copy.folder, 'extensions')}`];
    const failure = await runWithin(run.limitMs, {
      ...vscode(run),
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: bundle,
      launchArgs: [...(await window.open(copy)), ...folders, ...trust],
      // The server keeps its user folder elsewhere and names it itself.
      extensionTestsEnv: { ...environment(run, report.port), PAPER_BOAT_USER_FOLDER: join(userData, 'User') },
      stdout: console,
      stderr: console,
    });
    const counts = report.counts() ?? noCounts;
    const fault = findFault(report.counts(), failure, run.grep);
    if (fault === undefined) return counts;
    process.stdout.write(
      `The window "${window.name}" failed: ${fault}. Its console is in ${relative(projectRoot, log)}\n`,
    );
    return { passed: counts.passed, failed: 1 };
  } finally {
    console.end();
    await report.close();
    await copy.remove();
  }
}

function vscode(run: TestRun): Pick<TestOptions, 'version' | 'vscodeExecutablePath'> {
  return run.host === 'desktop'
    ? { version: vscodeVersions[run.role] }
    : { vscodeExecutablePath: join(import.meta.dirname, 'serverExecutable.ts') };
}

function environment(run: TestRun, reportPort: number): Record<string, string> {
  return {
    // The server's executable is a script: it has to run under the Node that runs this one.
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    PAPER_BOAT_VSCODE: run.role,
    PAPER_BOAT_VSCODE_VERSION: vscodeVersions[run.role],
    PAPER_BOAT_REPORT_PORT: String(reportPort),
    PAPER_BOAT_GREP: run.grep,
    FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
  };
}

/** Resolves with what went wrong with the window, if anything; failing tests count as such, too. */
async function runWithin(limitMs: number, options: TestOptions): Promise<string | undefined> {
  let failure: string | undefined;
  // runTests has no other way to end a window: the first interrupt asks it to close, the second kills its processes.
  const interrupts = [limitMs, limitMs + 20_000].map((ms) =>
    setTimeout(() => {
      failure = `did not end within ${Math.round(limitMs / 1000)} s`;
      process.emit('SIGINT');
    }, ms),
  );
  try {
    await runTests(options);
  } catch (error) {
    failure ??= error instanceof Error ? error.message : String(error);
  } finally {
    interrupts.forEach(clearTimeout);
  }
  return failure;
}

/** What is wrong with a window besides its failed tests. */
function findFault(counts: TestCounts | undefined, failure: string | undefined, grep: string): string | undefined {
  if (counts === undefined) return failure ?? 'died before its tests were done';
  if (counts.failed > 0) return undefined;
  if (failure !== undefined) return failure;
  return counts.passed === 0 && grep === '' ? 'has no tests' : undefined;
}
