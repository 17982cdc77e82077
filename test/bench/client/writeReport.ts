import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { projectRoot } from '../../support/vscode/role.ts';
import type { Machine } from '../machine.ts';
import { cases } from './cases.ts';
import { contenderNames } from './contenders/contenders.ts';
import type { ContenderName } from './contenders/contenders.ts';
import type { Measures } from './measured.ts';
import { judgeAims } from './result.ts';
import type { CaseResult } from './result.ts';

const path = join(projectRoot, 'docs', 'bench-client.md');

const contenderTitles: Readonly<Record<ContenderName, string>> = {
  client: 'Paper Boat',
  openai: '`openai` package',
  fetch: '`fetch` and `JSON.parse`',
  floor: 'download only',
};

const tables: readonly (readonly [keyof Measures, string])[] = [
  ['ms', 'time from the call to the closed file (ms)'],
  ['rssMb', 'peak of memory over what it was before the call (MB)'],
  ['stallMs', 'longest stall of the event loop (ms)'],
];

export interface Report {
  readonly results: readonly CaseResult[];
  readonly rounds: number;
  readonly machine: Machine;
}

/** Writes docs/bench-client.md. */
export async function writeReport(report: Report): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await format(textOf(report), { parser: 'markdown' }));
}

function textOf({ results, rounds, machine }: Report): string {
  return `# From the request to the file

Written by \`npm run bench:client -- --rounds ${rounds} --write\`. A server on loopback, in a process of its own, answers with
images that it made before, over HTTP with keep-alive. Each number is the median of ${rounds} rounds. Each measurement is the
second request of a fresh process, after one for 10 KB; the contenders take turns, so what slows the machine down slows
them all. They are bundled by esbuild, as extensions are. What they wrote is compared with what was sent by its SHA-256.

- Paper Boat: \`ImageClient\` over its own transport into its own spool, with all that it does to a paid image: the base64
  is decoded while it arrives, the SHA-256 taken, the file written, synced to the disk and renamed, and the image looked
  at for its type, size and end.
- The \`openai\` package: \`images.generate\`, \`Buffer.from\`, \`writeFile\`; for an address \`fetch\`, \`arrayBuffer\`, \`writeFile\`.
- \`fetch\` and \`JSON.parse\`: the same without the package.
- Download only: \`node:http\`, the same bytes to nowhere.

${tables.map(([measure, title]) => table(measure, title, results)).join('\n\n')}

The memory is the resident set of the process. A stall is the longest time that a timer of one millisecond took.
Megabytes are of 2^20 bytes.

## The aims, beside the \`openai\` package

${judgeAims(results)
  .map((sentence) => `- ${sentence}`)
  .join('\n')}

Measured on ${machine.processors} × ${machine.processor}, ${machine.memoryGB} GB; load before the start ${machine.loadBefore}, Node ${machine.node}.
`;
}

function table(measure: keyof Measures, title: string, results: readonly CaseResult[]): string {
  const lines = results.map((result) => {
    const { kind, megabytes } = cases[result.case];
    const name = `${megabytes} MB ${kind === 'b64' ? 'of base64' : 'at an address'}`;
    return row([name, ...contenderNames.map((contender) => result[contender][measure])]);
  });
  const heading = row([title, ...contenderNames.map((contender) => contenderTitles[contender])]);
  return [heading, row(['---', ...contenderNames.map(() => '---:')]), ...lines].join('\n');
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
