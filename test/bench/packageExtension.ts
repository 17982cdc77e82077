import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../support/vscode/role.ts';
import { runTool } from '../support/vscode/runTool.ts';

export interface ExtensionManifest {
  readonly name: string;
  readonly files: readonly string[];
  readonly activationEvents: readonly string[];
  readonly displayName?: string;
  readonly contributes?: object;
}

/**
 * Packages a benchmark's own extension, whose code is `extension.cjs`.
 * @param folder what belongs to it, its manifest excepted
 * @returns the packaged file
 */
export async function packageExtension(folder: string, manifest: ExtensionManifest): Promise<string> {
  const vsix = join(folder, `${manifest.name}.vsix`);
  const always = { publisher: 'paperboat', version: '0.0.0', engines: { vscode: '^1.110.0' }, main: './extension.cjs' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...always }));
  const packager = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await runTool(process.execPath, [packager, 'package', ...flags], { folder });
  return vsix;
}
