import { build } from 'esbuild';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageExtension } from '../packageExtension.ts';

const source = join(import.meta.dirname, 'probe');

/** What the command palette calls the command that opens the bare grid. */
export const openBareGrid = 'Paper Boat Benchmark: Open Bare Grid';

const manifest = {
  name: 'paper-boat-bench',
  displayName: 'Paper Boat Benchmark',
  files: ['*.cjs', '*.js', '*.css', '*.json'],
  activationEvents: ['onStartupFinished'],
  contributes: {
    commands: [{ command: 'paperBoatBench.openBareGrid', title: 'Open Bare Grid', category: 'Paper Boat Benchmark' }],
  },
};

/**
 * Makes an extension of what is in the folder `probe`.
 * @param images what the bare grid shows, relative to the workspace
 * @returns the packaged file
 */
export async function packageProbe(folder: string, images: readonly string[]): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, 'images.json'), JSON.stringify(images));
  await copyFile(join(source, 'bareGridPage.css'), join(folder, 'bareGridPage.css'));
  const shared = { bundle: true, minify: true, logLevel: 'warning' } as const;
  await build({
    ...shared,
    entryPoints: [join(source, 'extension.ts')],
    outfile: join(folder, 'extension.cjs'),
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  await build({ ...shared, entryPoints: [join(source, 'bareGridPage.ts')], outdir: folder, format: 'iife' });
  return packageExtension(folder, manifest);
}
