import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import esbuild from 'esbuild';

const isWatching = process.argv.includes('--watch');

/** What is imported lazily is a bundle of its own, beside the main one: VS Code reads it at its first use. */
const lazyImportsApart = {
  name: 'lazy-imports-apart',
  setup(build) {
    const bundles = new Set();
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = `${basename(path, '.ts')}.cjs`;
      bundles.add(name);
      return { path: `./${name}`, external: true };
    });
    build.onEnd(({ metafile }) => {
      const made = new Set(Object.keys(metafile?.outputs ?? {}).map((file) => basename(file)));
      const missing = metafile ? [...bundles].filter((name) => !made.has(name)) : [];
      return { errors: missing.map((name) => ({ text: `${name} is imported lazily: it has to be an entry point.` })) };
    });
  },
};

/** VS Code's API is used as it is: of a namespace esbuild would copy every member, for each file that names it. */
const apiAsItIs = {
  name: 'api-as-it-is',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        "import * as vscode from 'vscode';",
        "import vscode = require('vscode');",
      ),
      loader: 'ts',
    }));
  },
};

const extension = {
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
  entryPoints: [
    'src/extension.ts',
    'src/paperBoat.ts',
    'src/api/undici.ts',
    'src/api/placeholder/draw.ts',
    'src/images/slug.ts',
    'src/workspace/teamRecipes.ts',
    'src/style/styleFile.ts',
    'src/style/styleCommands.ts',
    'src/gallery/gallery.ts',
    'src/versions/followRenames.ts',
    'src/spendingView.ts',
    'src/openInterruptions.ts',
    'src/imagesOfDocuments.ts',
    'src/replaceInPlace.ts',
  ],
  entryNames: '[name]',
  plugins: [lazyImportsApart, apiAsItIs],
};

/** The page of the gallery, and the worker that makes its thumbnails. */
const page = {
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2024',
  minify: !isWatching,
  sourcemap: isWatching && 'inline',
  metafile: true,
  logLevel: 'warning',
  outdir: 'dist/gallery',
  external: ['codicon.ttf'],
  entryPoints: ['media/gallery/main.ts', 'media/gallery/thumbnailWorker.ts', 'media/gallery/gallery.css'],
  entryNames: '[name]',
  plugins: [{ name: 'icons', setup: (build) => build.onEnd(writeIcons) }],
};

/** Of the icon font's style sheet only what the page names: all of it would be larger than the page's own. */
async function writeIcons({ errors }) {
  if (errors.length > 0) return;
  const codicons = join(createRequire(import.meta.url).resolve('@vscode/codicons/package.json'), '..', 'dist');
  const [script, styles] = await Promise.all([
    readFile('dist/gallery/main.js', 'utf8'),
    readFile(join(codicons, 'codicon.css'), 'utf8'),
  ]);
  const named = new Set(script.match(/[a-z]+(?:-[a-z]+)*/g));
  const rules = [...styles.matchAll(/^\.codicon-([a-z-]+):before \{ content: "(.+?)" \}/gm)];
  const used = rules.filter(([, name]) => named.has(name));
  const lines = used.map(([, name, content]) => `.codicon-${name}::before{content:"${content}"}`);
  await writeFile('dist/gallery/icons.css', lines.join('\n'));
  await copyFile(join(codicons, 'codicon.ttf'), 'dist/gallery/codicon.ttf');
}

await rm('dist', { recursive: true, force: true });
// The package goes there, and vsce makes no folder.
await mkdir('out', { recursive: true });
if (isWatching) {
  for (const options of [extension, page]) await (await esbuild.context(options)).watch();
} else {
  const results = [await esbuild.build(extension), await esbuild.build(page)];
  for (const [file, { bytes }] of results.flatMap(({ metafile }) => Object.entries(metafile.outputs)))
    console.log(`${file} ${Math.ceil(bytes / 1000)} KB`);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const foreign = inputs.filter((input) => /undici\/(index|lib\/global)\.js$/.test(input));
  if (foreign.length > 0) throw new Error(`These change every extension's network: ${foreign.join(', ')}`);
}
