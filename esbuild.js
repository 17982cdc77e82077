import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { Blob, Face } from 'harfbuzzjs';
import subsetFont from 'subset-font';

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

/** Packages that several bundles need are bundles of their own. */
const shared = ['ignore', 'picomatch'];
const sharedApart = {
  name: 'shared-apart',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${shared.join('|')})$`) }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: `./${path}.cjs`, external: true },
    );
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
    ...shared.map((name) => ({ in: name, out: name })),
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
  plugins: [lazyImportsApart, sharedApart, apiAsItIs],
};

const iconNames = resolve('media/gallery/iconName.ts');

const icons = {
  name: 'icons',
  setup(build) {
    build.onResolve({ filter: /^codicon\.ttf$/ }, ({ path }) => ({ path, external: true, watchFiles: [iconNames] }));
    build.onEnd(({ errors }) => (errors.length > 0 ? undefined : writeIcons()));
  },
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
  entryPoints: ['media/gallery/main.ts', 'media/gallery/thumbnailWorker.ts', 'media/gallery/gallery.css'],
  entryNames: '[name]',
  plugins: [icons],
};

const codicons = (type) => fileURLToPath(import.meta.resolve(`@vscode/codicons/dist/codicon.${type}`));

/** Of the icon font only what the page names: all of it would be a tenth of the package. */
async function writeIcons() {
  const [source, table, font] = await Promise.all([
    readFile(iconNames, 'utf8'),
    readFile(codicons('csv'), 'utf8'),
    readFile(codicons('ttf')),
  ]);
  const codes = new Map(Array.from(table.matchAll(/^(.+),.,(.+)$/gm), ([, name, code]) => [name, parseInt(code, 16)]));
  const named = Array.from(source.matchAll(/'(.+?)'/g), ([, name]) => ({ name, code: codes.get(name) ?? 0 }));
  const subset = await subsetFont(font, String.fromCodePoint(...named.map(({ code }) => code)));
  const rules = named.map(({ name, code }) => `.codicon-${name}::before{content:"\\${code.toString(16)}"}`);
  await writeFile('dist/gallery/icons.css', rules.join('\n'));
  await writeFile('dist/gallery/codicon.ttf', subset);
  const inFont = new Set(new Face(new Blob(subset)).collectUnicodes());
  const missing = named.filter(({ code }) => !inFont.has(code));
  return { errors: missing.map(({ name }) => ({ text: `The icon font has no ${name}.` })) };
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
