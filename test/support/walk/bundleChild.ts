import { build } from 'esbuild';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './temporaryFolder.ts';

/** Undici asks for Node's modules as CommonJS does. */
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** One file of a script that runs a hundred times, since reading its modules takes longer than running it. Answers its path. */
export async function bundleChild(context: TestContext, script: string): Promise<string> {
  const outfile = join(await temporaryFolder(context), `${basename(script, '.ts')}.mjs`);
  await build({
    ...{ entryPoints: [script], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node24' },
    ...{ banner: { js: banner }, logLevel: 'warning' },
  });
  return outfile;
}
