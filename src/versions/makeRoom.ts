import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf, type Version } from './version.ts';

export interface Room {
  readonly folder: string;
  readonly mostBytes: number;
  /** All that were ever kept, the oldest first. */
  readonly read: () => Promise<readonly Version[]>;
}

interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

const dayMs = 86_400_000;

/** Removes the oldest versions until the folder holds no more than it may. The last one of each file stays. */
export async function makeRoom({ folder, mostBytes, read }: Room): Promise<void> {
  // Before the list is read: what another window writes from now on is not in it.
  const startedAt = Date.now();
  const files = await filesIn(folder);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= mostBytes) return;
  const versions = await read();
  const ages = new Map(versions.map((version, index) => [fileNameOf(version), index]));
  const lastOfEach = new Map(versions.map((version) => [version.file, fileNameOf(version)]));
  const staying = new Set(lastOfEach.values());
  const isLeft = ({ name, modifiedAt }: StoredFile): boolean =>
    // What no line names is left over from a crash, or its line is about to be written.
    staying.has(name) || modifiedAt >= startedAt - (ages.has(name) ? 0 : dayMs);
  const ageOf = ({ name }: StoredFile): number => ages.get(name) ?? -1;
  for (const file of files.toSorted((one, other) => ageOf(one) - ageOf(other))) {
    if (bytes <= mostBytes) return;
    if (isLeft(file)) continue;
    await rm(join(folder, file.name), { force: true });
    bytes -= file.bytes;
  }
}

async function filesIn(folder: string): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile()) files.push({ name, bytes: found.size, modifiedAt: found.mtimeMs });
  }
  return files;
}
