import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { projectRoot } from '../../support/vscode/role.ts';
import type { BenchResult, ScanRow } from './result.ts';

const path = join(projectRoot, 'docs', 'bench-scan.md');

/** Writes docs/bench-scan.md. */
export async function writeReport(result: BenchResult): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await format(report(result), { parser: 'markdown' }));
}

function report({ documents, megabytes, rounds, scan, editsOf200KB, machine }: BenchResult): string {
  const row = (name: string, { wanting, scanMs, scanProcessorMs, readOnlyMs, longestStallMs }: ScanRow): string =>
    ['', name, wanting, scanMs, scanProcessorMs, readOnlyMs, (scanMs / readOnlyMs).toFixed(1), longestStallMs, ''].join(
      ' | ',
    );
  const edits = Object.entries(editsOf200KB).map(([kind, { whole, edit, editProcessor }]) =>
    ['', kind, edit, editProcessor, whole, (whole / edit).toFixed(1), ''].join(' | '),
  );
  return `# How fast missing images are found

Written by \`npm run bench:scan -- --documents ${documents} --megabytes ${megabytes} --rounds ${rounds} --write\`. Times are milliseconds,
medians of ${rounds} processes.

## A workspace

${documents} documents, ${megabytes} MB: Markdown, MDX, HTML, TSX, reStructuredText, AsciiDoc and CSS, each with dozens of images. Every
process is cold: it loads the parsers, lists the folders, reads the documents, and looks up every link. "Read only" lists and reads the
same files and does nothing with them.

| | documents that miss an image | scan | its processor time | read only | ratio | longest stall |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${row('a project that is kept', scan.kept)}
${row('an image missing in every document', scan.worst)}

Processor time is that of the main thread; it tells more than the clock where others use the machine.

A document whose links all lead to files is told from the text; parsers read only the others.

## A document of 200 KB in an editor

| | a letter typed | its processor time | read anew | ratio |
| --- | ---: | ---: | ---: | ---: |
${edits.join('\n')}

Measured on ${machine.processors} × ${machine.processor}, ${machine.memoryGB} GB; load before the start ${machine.loadBefore}, Node ${machine.node}.
`;
}
