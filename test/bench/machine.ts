import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { vscodeVersions } from '../support/vscode/role.ts';

/** What a benchmark ran on. */
export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memoryGB: number;
  /** How many processes wanted a processor in the minute before. */
  readonly loadBefore: number;
  readonly node: string;
  readonly vscode: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    processors: availableParallelism(),
    memoryGB: Math.round(totalmem() / 1e9),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    node: process.versions.node,
    vscode: vscodeVersions.newest,
  };
}

/** The last sentence of a report. */
export function measuredOn({ vscode, processors, processor, memoryGB, loadBefore, node }: Machine): string {
  return `Measured with VS Code ${vscode} (its server and a headless Chromium) on ${processors} × ${processor}, ${memoryGB} GB; load before the
start ${loadBefore}, Node ${node}.`;
}
