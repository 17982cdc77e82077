import { build } from 'esbuild';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './role.ts';

const testFolder = join(projectRoot, 'test', 'integration');

/** All integration tests, relative to test/integration, in the order in which they run. */
export function findTests(): readonly string[] {
  return globSync('**/*.test.ts', { cwd: testFolder }).sort();
}

/**
 * Bundles tests into the one module that the extension host loads; `vscode` and mocha are found at run time.
 * @returns the path of the module, which exports `run(): Promise<void>`
 */
export async function bundleTests(name: string, files: readonly string[]): Promise<string> {
  const outfile = join(projectRoot, 'out', 'integration', `${name}.cjs`);
  const imports = files.map((file) => `await import(${JSON.stringify(`./${file}`)});`).join('\n');
  await build({
    stdin: {
      contents: `import { runSuites } from './mochaRunner.ts';
export const run = () => runSuites(async () => {
${imports}
});`,
      resolveDir: testFolder,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    // jsonc-parser's main file hides its parts from bundlers.
    mainFields: ['module', 'main'],
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
