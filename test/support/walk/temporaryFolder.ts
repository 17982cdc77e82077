import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** An empty folder that goes with the test. */
export async function temporaryFolder(context: TestContext, parent = tmpdir()): Promise<string> {
  const folder = await realpath(await mkdtemp(join(parent, 'paper-boat-')));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
