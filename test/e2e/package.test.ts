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
    'dist/gallery.cjs',
    'dist/gallery/codicon.ttf',
    'dist/gallery/gallery.css',
    'dist/gallery/icons.css',
    'dist/gallery/main.js',
    'dist/gallery/thumbnailWorker.js',
    'dist/slug.cjs',
    'dist/undici.cjs',
    'l10n/bundle.l10n.uk.json',
    'media/icon.png',
    'package.json',
    'package.nls.json',
    'package.nls.uk.json',
  ]);
});

test('the main bundle stays within 120 KB, the page within 150 KB and 30 KB of styles, the package within 600 KB', () => {
  const page = (name: string) => sizeOf('dist', 'gallery', name);
  const sizes = {
    main: sizeOf('dist', 'extension.cjs'),
    script: page('main.js') + page('thumbnailWorker.js'),
    styles: page('gallery.css') + page('icons.css'),
    package: statSync(vsix).size,
  };
  assert.ok(sizes.main <= 120_000, `dist/extension.cjs has ${sizes.main} bytes`);
  assert.ok(sizes.script <= 150_000, `the page's script has ${sizes.script} bytes`);
  assert.ok(sizes.styles <= 30_000, `the page's styles have ${sizes.styles} bytes`);
  assert.ok(sizes.package <= 600_000, `the package has ${sizes.package} bytes`);
});
