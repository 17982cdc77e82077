import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with documents that want images, free to be changed. */
export interface MissingWorkspace {
  readonly folder: string;
  path(...segments: readonly string[]): string;
  remove(): Promise<void>;
}

/** @param files path → text */
export async function missingWorkspace(files: Readonly<Record<string, string>>): Promise<MissingWorkspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'paper-boat-missing-')));
  const path = (...segments: readonly string[]): string => join(folder, ...segments);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), text);
  }
  return { folder, path, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
