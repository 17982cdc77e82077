import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { measuredOn, thisMachine } from '../bench/machine.ts';
import { projectRoot } from '../support/vscode/role.ts';
import type { CaseReport } from './table.ts';

/** Writes docs/faults.md. */
export async function writeReport(reports: readonly CaseReport[]): Promise<void> {
  const lines = reports.flatMap(({ number, title, rows }) =>
    rows.map(({ scene, outcome, keptBytes, message, disk }) =>
      [String(number), scene ? `${title}: ${scene}` : title, outcome, bytesIn(keptBytes), message, disk].map(cell),
    ),
  );
  const table = [...tableHead, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const text = `${introduction(reports.length)}\n\n<!-- prettier-ignore -->\n${table}\n\n${measuredOn(thisMachine())}\n`;
  await writeFile(join(projectRoot, 'docs', 'faults.md'), await format(text, { parser: 'markdown' }));
}

const introduction = (cases: number): string => `# Hostile inputs

Written by \`npm run test:faults -- --write\`, which puts ${cases} hostile inputs to the real client, the real disk and, where it
is about the editor, a real VS Code, and fails when one of these lines is not as it has to be.

- Outcome: \`saved\`, \`kept\` (in the extension's own storage, until it is saved with one click), the kind of a failure, or
  several of them. The service is asked for an image once unless it says otherwise. A table is one of the pure function
  that decides: what it is about cannot be had on the system that the tests run on.
- Kept bytes: of all images that are safe afterwards, compared byte for byte with what was sent.
- Message: with its buttons. Without one, nothing is said, or another extension gets an error.
- On disk: everything in the workspace's folder of images and in the extension's storage.`;

const tableHead = [
  ['', 'Hostile input', 'Outcome', 'Kept bytes', 'Message', 'On disk afterwards'],
  ['---:', '---', '---', '---:', '---', '---'],
];

const bytesIn = (bytes: number): string => (bytes === 0 ? '' : bytes.toLocaleString('en-US'));

const cell = (text: string): string =>
  text.replaceAll(/[\\|<>*_`[\]&]/g, (mark) => `\\${mark}`).replaceAll('\n', '<br>') || '–';
