import type { Row } from './scene.ts';

export interface CaseReport {
  readonly number: number;
  readonly title: string;
  readonly rows: readonly Row[];
}

const widths = { case: 40, outcome: 24, bytes: 10 };

export function printHead(): void {
  const cells = ['    case'.padEnd(widths.case), 'outcome'.padEnd(widths.outcome), 'kept bytes'.padStart(widths.bytes)];
  process.stdout.write(`${[...cells, 'message', 'on disk afterwards'].join(' | ')}\n`);
}

/** One case as lines of the terminal. */
export function printCase({ number, title, rows }: CaseReport): void {
  for (const { scene, outcome, keptBytes, message, disk, problems } of rows) {
    const mark = problems.length === 0 ? ' ' : '✗';
    const name = `${mark}${String(number).padStart(3)} ${scene ? `${title}: ${scene}` : title}`;
    const bytes = keptBytes === 0 ? '–' : String(keptBytes);
    const cells = [name.padEnd(widths.case), outcome.padEnd(widths.outcome), bytes.padStart(widths.bytes)];
    const words = message.replaceAll('\n', ' ⏎ ') || '–';
    process.stdout.write(`${[...cells, words, disk || '–'].join(' | ')}\n`);
    for (const problem of problems) process.stdout.write(`     ✗ ${problem.replaceAll('\n', '\n       ')}\n`);
  }
}
