/**
 * Opens VS Code with the built extension on a copy of the sample workspace, to try it by hand:
 * `node test/start.ts [newest|oldest] [--server]`. Without a desktop VS Code to download it is the server.
 */
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, projectRoot, readRole, vscodeVersions } from './support/vscode/role.ts';
import { startServer } from './support/vscode/server.ts';
import { whenInterrupted } from './support/vscode/whenInterrupted.ts';
import { windowUrl } from './support/vscode/windowUrl.ts';
import { copyWorkspace } from './support/vscode/workspaceCopy.ts';
import type { WorkspaceCopy } from './support/vscode/workspaceCopy.ts';

const { values, positionals } = parseArgs({
  options: { server: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const role = readRole(positionals[0]);

if (!existsSync(join(projectRoot, 'dist', 'extension.cjs'))) {
  throw new Error('The extension is not built yet. Run `npm run build` first.');
}
const copy = await copyWorkspace('workspace');
try {
  const executable = values.server ? undefined : await findDesktop();
  await (executable === undefined ? openServer(copy) : openDesktop(executable, copy));
} finally {
  await copy.remove();
}

async function findDesktop(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({ version: vscodeVersions[role], cachePath: cacheFolder });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Desktop VS Code cannot be downloaded (${reason}). Starting the server instead.\n`);
    return undefined;
  }
}

/** Resolves when the window is closed. */
async function openDesktop(executable: string, { folder, workspaces }: WorkspaceCopy): Promise<void> {
  const own = [`--user-data-dir=${join(folder, 'user-data')}`, `--extensions-dir=${join(folder, 'extensions')}`];
  const args = [...workspaces, `--extensionDevelopmentPath=${projectRoot}`, '--disable-workspace-trust', ...own];
  const code = spawn(executable, args, { stdio: 'ignore' });
  await once(code, 'exit');
}

/** Resolves on Ctrl+C. */
async function openServer({ workspaces }: WorkspaceCopy): Promise<void> {
  const interrupted = whenInterrupted();
  const server = await startServer({ role, extensions: [projectRoot] });
  try {
    const url = windowUrl(server.origin, { workspace: workspaces[0] });
    process.stdout.write(`Paper Boat in VS Code ${vscodeVersions[role]}, until Ctrl+C:\n${url}\n`);
    await Promise.race([interrupted, server.ended]);
  } finally {
    await server.close();
  }
}
