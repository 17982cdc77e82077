import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { calmSettings } from './settings.ts';
import type { Settings } from './settings.ts';

/** The temporary folder in which one server keeps its data and extensions. */
export interface ServerHome {
  readonly path: string;
  /** What tells the server to live here, sockets and temporary files included. */
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Makes an extension folder an installed extension, as it is; before the first start only. */
  readonly linkExtension: (folder: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** @param settings User settings on top of the calm ones. A server reads them once, when a window opens. */
export async function createServerHome(settings: Settings): Promise<ServerHome> {
  const path = await mkdtemp(join(tmpdir(), 'paper-boat-server-'));
  const userFolder = join(path, 'data', 'User');
  const extensions = join(path, 'extensions');
  const temporary = join(path, 'tmp');
  for (const folder of [userFolder, extensions, temporary]) await mkdir(folder, { recursive: true });
  await writeFile(join(userFolder, 'settings.json'), JSON.stringify({ ...calmSettings, ...settings }, undefined, 2));
  return {
    path,
    flags: [`--server-data-dir=${path}`, `--extensions-dir=${extensions}`],
    env: { TMPDIR: temporary, XDG_RUNTIME_DIR: temporary, PAPER_BOAT_USER_FOLDER: userFolder },
    linkExtension: (folder) => symlink(folder, join(extensions, basename(folder))),
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
