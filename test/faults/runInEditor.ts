import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTests } from '../support/vscode/bundleTests.ts';
import { projectRoot } from '../support/vscode/role.ts';
import { runTestWindow } from '../support/vscode/runTestWindow.ts';
import type { TestWindow } from '../support/vscode/testWindows.ts';
import type { WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { brokenRow, type Row } from './scene.ts';

/** A case that only a real VS Code can show. */
export interface EditorCase {
  readonly number: number;
  readonly title: string;
}

export const editorCases: readonly EditorCase[] = [
  { number: 43, title: 'No folder open' },
  { number: 44, title: 'Multi-root; file outside of all roots' },
  { number: 45, title: 'Untitled document' },
  { number: 46, title: 'Virtual scheme' },
  { number: 57, title: 'Document edited, closed, deleted while waiting' },
  { number: 58, title: 'Webview disposed while posting' },
];

interface FaultWindow extends TestWindow {
  readonly numbers: readonly number[];
  /** Their tests, in the folder `editor`. */
  readonly files: readonly string[];
}

const windows: readonly FaultWindow[] = [
  {
    ...{ name: 'faultsNoFolder', numbers: [43], files: ['noFolder.ts'] },
    ...{ workspaces: [], open: () => Promise.resolve([]) },
  },
  {
    ...{ name: 'faultsFolders', numbers: [44, 45, 46, 57, 58], files: ['folders.ts', 'waiting.ts'] },
    ...{ workspaces: ['first', 'second'], open: openBoth },
  },
];

const limitMs = 120_000;

/** The rows of these cases, from windows of the newest VS Code. */
export async function runInEditor(numbers: readonly number[]): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-faults-'));
  const results = join(folder, 'rows.jsonl');
  // The windows get it with the rest of the environment.
  process.env.PAPER_BOAT_FAULT_ROWS = results;
  try {
    const broken: Row[] = [];
    for (const window of windows.filter((each) => each.numbers.some((number) => numbers.includes(number))))
      if (!(await endsWell(window))) broken.push(...window.numbers.map((number) => brokenRow(number, lost)));
    const lines = (await readFile(results, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    return [...lines.map((line) => JSON.parse(line) as Row), ...broken];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const lost = 'Its window did not come to the end of all its cases.';

async function endsWell(window: FaultWindow): Promise<boolean> {
  const files = window.files.map((file) => `../faults/editor/${file}`);
  const bundle = await bundleTests(window.name, files);
  const run = { host: 'server', role: 'newest', extension: projectRoot, grep: '', limitMs } as const;
  const { passed, failed } = await runTestWindow(window, bundle, run);
  return passed > 0 && failed === 0;
}

async function openBoth({ folder, workspaces }: WorkspaceCopy): Promise<readonly string[]> {
  const file = join(folder, 'faults.code-workspace');
  await writeFile(file, JSON.stringify({ folders: workspaces.map((path) => ({ path })) }));
  return [file];
}
