import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageExtension } from '../packageExtension.ts';

/** The least an extension can be: it has VS Code's API in its hands and does nothing with it. */
const emptyCode = `const vscode = require('vscode');
exports.activate = () => {};
`;

/** @returns the packaged files of the empty extension and of the probe */
export async function packageBenchExtensions(folder: string): Promise<readonly string[]> {
  const [empty, probe] = [join(folder, 'empty'), join(folder, 'probe')];
  for (const path of [empty, probe]) await mkdir(path);
  await writeFile(join(empty, 'extension.cjs'), emptyCode);
  await build({
    entryPoints: [join(import.meta.dirname, 'probe', 'extension.ts')],
    outfile: join(probe, 'extension.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const files = ['*.cjs'];
  return [
    await packageExtension(empty, { name: 'empty', files, activationEvents: ['onStartupFinished'] }),
    await packageExtension(probe, { name: 'startup-bench', files, activationEvents: ['*'] }),
  ];
}
