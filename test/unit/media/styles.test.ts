import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../support/vscode/role.ts';

const folder = join(projectRoot, 'media/gallery');
const sheets = readdirSync(folder)
  .filter((name) => name.endsWith('.css'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

const plain = (css: string): string => css.replace(/\s+/g, ' ').trim();

test('what moves less for the system’s setting does so for VS Code’s own', () => {
  const wanted = sheets.flatMap((css) =>
    [...css.matchAll(/^@media \(prefers-reduced-motion: reduce\) \{([^]*?)^\}/gm)].map(([, rule = '']) =>
      plain(`body.vscode-reduce-motion ${plain(rule)}`),
    ),
  );
  const missing = wanted.filter((rule) => !sheets.some((css) => plain(css).includes(rule)));
  assert.deepEqual([wanted.length > 0, missing], [true, []]);
});
