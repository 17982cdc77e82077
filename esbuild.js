import { rm } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import esbuild from 'esbuild';

const isWatching = process.argv.includes('--watch');

/**
 * undici's fetch imports `lib/global.js`, which replaces the dispatcher of every extension in the host. Every request
 * of ours names its dispatcher, so a stub that has none is enough.
 */
const withoutGlobalDispatcher = {
  name: 'without-global-dispatcher',
  setup(build) {
    const namespace = 'no-global-dispatcher';
    build.onResolve({ filter: /^\.\.\/\.\.\/global$/ }, ({ path, resolveDir }) =>
      resolveDir.endsWith(['undici', 'lib', 'web', 'fetch'].join(sep)) ? { path, namespace } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace }, () => ({
      contents: `exports.getGlobalDispatcher = () => { throw new Error('A request needs its own dispatcher.') }`,
    }));
  },
};

/** What is imported lazily is a bundle of its own, beside the main one: VS Code reads it at its first use. */
const lazyImportsApart = {
  name: 'lazy-imports-apart',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.cjs`, external: true } : undefined,
    );
  },
};

const options = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  minify: !isWatching,
  sourcemap: isWatching,
  metafile: true,
  logLevel: 'warning',
  external: ['vscode'],
  // jsonc-parser's main file hides its parts from bundlers.
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.cjs' },
  outdir: 'dist',
  // A lazy import must become a lazy require.
  supported: { 'dynamic-import': false },
  entryPoints: ['src/extension.ts', 'src/api/undici.ts', 'src/api/placeholder/draw.ts', 'src/images/slug.ts'],
  entryNames: '[name]',
  plugins: [withoutGlobalDispatcher, lazyImportsApart],
};

await rm('dist', { recursive: true, force: true });
if (isWatching) {
  await (await esbuild.context(options)).watch();
} else {
  const { metafile } = await esbuild.build(options);
  for (const [file, { bytes }] of Object.entries(metafile.outputs))
    console.log(`${file} ${Math.ceil(bytes / 1000)} KB`);
  const foreign = Object.keys(metafile.inputs).filter((input) => /undici\/(index|lib\/global)\.js$/.test(input));
  if (foreign.length > 0) throw new Error(`These change every extension's network: ${foreign.join(', ')}`);
}
