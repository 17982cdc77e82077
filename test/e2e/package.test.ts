import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { projectRoot } from '../support/vscode/role.ts';
import { vsix } from '../support/workbench/vsix.ts';

const sizeOf = (...path: readonly string[]) => statSync(join(projectRoot, ...path)).size;

test('the package holds what users need and nothing else', async () => {
  const files = await listFiles({ cwd: projectRoot, packageManager: PackageManager.None });
  assert.deepEqual([...files].sort(), [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/draw.cjs',
    'dist/extension.cjs',
    'dist/followRenames.cjs',
    'dist/gallery.cjs',
    'dist/gallery/codicon.ttf',
    'dist/gallery/gallery.css',
    'dist/gallery/icons.css',
    'dist/gallery/main.js',
    'dist/gallery/thumbnailWorker.js',
    'dist/ignore.cjs',
    'dist/imagesOfDocuments.cjs',
    'dist/openInterruptions.cjs',
    'dist/paperBoat.cjs',
    'dist/picomatch.cjs',
    'dist/replaceInPlace.cjs',
    'dist/slug.cjs',
    'dist/spendingView.cjs',
    'dist/styleCommands.cjs',
    'dist/styleFile.cjs',
    'dist/teamRecipes.cjs',
    'dist/undici.cjs',
    'l10n/bundle.l10n.uk.json',
    'media/icon.png',
    'package.json',
    'package.nls.json',
    'package.nls.uk.json',
  ]);
});

const limits = {
  'what VS Code reads at its start': 6_000,
  'what the first command reads': 170_000,
  "the page's script": 150_000,
  "the page's styles": 30_000,
  'the package': 600_000,
};

test('what is read at the start stays within 6 KB, at the first command 170 KB, the package 600 KB', () => {
  const page = (name: string) => sizeOf('dist', 'gallery', name);
  const sizes: Readonly<Record<keyof typeof limits, number>> = {
    'what VS Code reads at its start': sizeOf('dist', 'extension.cjs'),
    'what the first command reads': sizeOf('dist', 'paperBoat.cjs'),
    "the page's script": page('main.js') + page('thumbnailWorker.js'),
    "the page's styles": page('gallery.css') + page('icons.css'),
    'the package': statSync(vsix).size,
  };
  const tooLarge = Object.entries(limits).filter(([name, limit]) => sizes[name as keyof typeof limits] > limit);
  assert.deepEqual(tooLarge, [], JSON.stringify(sizes));
});
