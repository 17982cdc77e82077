import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../vscode/role.ts';

/** Where tests put the pictures that people look at. */
export function screenshotPath(name: string): string {
  const folder = join(projectRoot, 'out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
