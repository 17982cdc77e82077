import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './role.ts';

export const sampleWorkspace = join(projectRoot, 'test', 'fixtures', 'workspace');

/** A temporary folder with copies of the sample workspace in it, free to be changed. */
export interface WorkspaceCopy {
  /** The folder that holds the copies, and whatever else is put beside them. */
  readonly folder: string;
  /** The copies, in the order of their names. */
  readonly workspaces: readonly string[];
  remove(): Promise<void>;
}

/** Copies the sample workspace once for each name. */
export async function copyWorkspace(...names: readonly string[]): Promise<WorkspaceCopy> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'paper-boat-workspace-')));
  const workspaces = names.map((name) => join(folder, name));
  for (const workspace of workspaces) await cp(sampleWorkspace, workspace, { recursive: true });
  return { folder, workspaces, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
