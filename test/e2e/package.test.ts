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
    'dist/slug.cjs',
    'dist/undici.cjs',
    'media/icon.png',
    'package.json',
    'package.nls.json',
  ]);
});

test('the main bundle stays within 120 KB and the package within 600 KB', () => {
  const sizes = { main: sizeOf('dist', 'extension.cjs'), package: statSync(vsix).size };
  assert.ok(sizes.main <= 120_000, `dist/extension.cjs has ${sizes.main} bytes`);
  assert.ok(sizes.package <= 600_000, `the package has ${sizes.package} bytes`);
});
