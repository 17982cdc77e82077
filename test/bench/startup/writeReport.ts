import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { projectRoot } from '../../support/vscode/role.ts';
import { measuredOn } from '../machine.ts';
import { measured, ownMs } from './result.ts';
import type { BenchResult, Measured } from './result.ts';

const path = join(projectRoot, 'docs', 'bench-startup.md');

/** When a bundle is read, if not at the first use of what it is named after. */
const readAt: Readonly<Record<string, string>> = {
  'dist/extension.cjs': 'when VS Code has started',
  'dist/paperBoat.cjs': 'at the first command',
  'dist/slug.cjs': 'for the first file name',
  'dist/draw.cjs': 'for the first placeholder',
  'dist/undici.cjs': 'for the first request',
  'dist/gallery/main.js': 'by the page of the gallery',
  'dist/gallery/thumbnailWorker.js': 'by the page of the gallery',
  vsix: 'the package',
};

/** Writes docs/bench-startup.md. */
export async function writeReport(result: BenchResult): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await format(report(result), { parser: 'markdown' }));
}

function report({ rounds, activations, ratioToEmpty, bytes, machine }: BenchResult): string {
  const times = (Object.keys(measured) as Measured[]).map((id) => {
    const { loadMs, activateMs, untilActiveMs } = activations[id];
    return ['', measured[id], untilActiveMs, ownMs(activations[id]), loadMs, activateMs, ''].join(' | ');
  });
  const sizes = Object.entries(bytes).map(([file, size]) =>
    ['', file, size.toLocaleString('en'), readAt[file] ?? 'at its first use', ''].join(' | '),
  );
  return `# What Paper Boat costs at the start of VS Code

Written by \`npm run bench:startup -- --rounds ${rounds} --write\`: the packaged extension in a real VS Code, beside an empty
extension of the same activation event, which has VS Code's API in its hands and does nothing, and three that come with VS Code.
Times are milliseconds, medians of ${rounds} windows, each with an extension host of its own.

| | until active | load + activate | load | activate |
| --- | ---: | ---: | ---: | ---: |
${times.join('\n')}

Until it is active Paper Boat takes ${ratioToEmpty.untilActive} times as long as the empty extension; load and activate alone, ${ratioToEmpty.loadAndActivate} times.

- **Until active**: \`await extension.activate()\` inside the extension host. Most of it VS Code prepares for every extension,
  the empty one included: it reads what the extension stored, and asks the window.
- **Load**, **activate**: between VS Code's own marks \`willLoadExtensionCode\` and \`didLoadExtensionCode\`,
  \`willActivateExtension\` and \`didActivateExtension\`. Their sum is what "Developer: Show Running Extensions" shows, which knows
  whole milliseconds only; for this benchmark the marks were taken by a finer clock.
- A fourth extension activates the five one after the other, in another order in each window, three seconds after the window's start and
  before VS Code would do it: together they would be counted with each other's time.

| file | bytes | read |
| --- | ---: | --- |
${sizes.join('\n')}

${measuredOn(machine)}
`;
}
