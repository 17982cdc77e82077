import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { installVSCodeServer } from './install.ts';
import type { VSCodeServerFiles } from './install.ts';
import { endProcessGroup, killProcessGroup } from './processGroup.ts';
import type { Role } from './role.ts';
import { runTool } from './runTool.ts';
import { createServerHome } from './serverHome.ts';
import type { ServerHome } from './serverHome.ts';
import type { Settings } from './settings.ts';

export interface ServerOptions {
  readonly role: Role;
  /** User settings on top of the calm ones. */
  readonly settings?: Settings | undefined;
  /** Extensions that are installed before the start: packaged files, or folders that are linked. */
  readonly extensions?: readonly string[] | undefined;
  /**
   * Whether windows may run an extension under development and its tests. VS Code allows that only to its smoke-test
   * driver, and then shows no notifications.
   */
  readonly testDriver?: boolean | undefined;
  /** Whether folders have to be trusted first, as for a user. Default: every folder is trusted. */
  readonly workspaceTrust?: boolean | undefined;
  /** Environment of the server and its extension hosts, on top of that of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** A running VS Code server with data and extensions of its own; whoever started it closes it. */
export interface VSCodeServer {
  /** The address of its workbench. */
  readonly origin: string;
  /** Resolves when the server has ended, by `close` or by itself. */
  readonly ended: Promise<void>;
  /** Ends every process of the server and deletes its folders. May be called again. */
  readonly close: () => Promise<void>;
}

const startLimitMs = 60_000;

const serverFlags = [
  '--host=127.0.0.1',
  '--port=0',
  '--without-connection-token',
  '--accept-server-license-terms',
  '--disable-telemetry',
];

/**
 * Run in the server first: its input closes when the process that started it is gone, however that ended, and the
 * server then takes its whole process group along.
 */
const endWithParent = `if (process.argv[1]?.endsWith('server-main.js'))
  process.stdin.resume().on('end', () => process.kill(0, 'SIGKILL'));`;

/**
 * Starts a VS Code server and resolves when it answers.
 * @throws when it does not within a minute; nothing is left behind then
 */
export async function startServer(options: ServerOptions): Promise<VSCodeServer> {
  const files = await installVSCodeServer(options.role);
  const home = await createServerHome(options.settings ?? {});
  try {
    for (const extension of options.extensions ?? []) await installExtension(files, home, extension);
    return await spawnServer(files, home, options);
  } catch (error) {
    await home.remove();
    throw error;
  }
}

async function installExtension(files: VSCodeServerFiles, home: ServerHome, extension: string): Promise<void> {
  if (!extension.endsWith('.vsix')) return home.linkExtension(extension);
  const args = [files.serverMain, '--accept-server-license-terms', '--install-extension', extension, ...home.flags];
  await runTool(files.node, args, { folder: home.path, env: hostEnvironment(home.env) });
}

async function spawnServer(files: VSCodeServerFiles, home: ServerHome, options: ServerOptions): Promise<VSCodeServer> {
  const flags = [
    ...serverFlags,
    ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...home.flags,
  ];
  const guard = `--import=data:text/javascript,${encodeURIComponent(endWithParent)}`;
  const child = spawn(files.node, [guard, files.serverMain, ...flags], {
    env: hostEnvironment({ ...home.env, ...options.env }),
    detached: true,
    stdio: 'pipe',
  });
  const killAtExit = () => {
    killProcessGroup(child);
    rmSync(home.path, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', killAtExit);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const close = async (): Promise<void> => {
    await endProcessGroup(child);
    process.off('exit', killAtExit);
    await home.remove();
  };
  try {
    return { origin: await whenUp(child), ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Started from a terminal inside VS Code, a server must not take itself for a part of that window. */
function hostEnvironment(added: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(own), ...added };
}

/** The server picks a free port itself and says which, so nobody else can take it in between. */
async function whenUp(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<string> {
  const limit = AbortSignal.timeout(startLimitMs);
  const said: string[] = [];
  const port = new Promise<string>((resolve, reject) => {
    const give = (reason: string) => {
      reject(new Error(`VS Code server ${reason}. It said:\n  ${said.join('\n  ')}`));
    };
    const listen = (line: string) => {
      said.push(line);
      if (said.length > 20) said.shift();
      const found = /^Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    };
    createInterface(child.stdout).on('line', listen);
    createInterface(child.stderr).on('line', listen);
    child.once('error', (error) => {
      give(error.message);
    });
    child.once('exit', (code) => {
      give(`ended with code ${String(code)} while starting`);
    });
    limit.addEventListener('abort', () => {
      give('did not start within a minute');
    });
  });
  const origin = `http://127.0.0.1:${await port}`;
  const answer = await fetch(`${origin}/version`, { signal: limit });
  if (!answer.ok) throw new Error(`VS Code server answered ${answer.status} to GET /version.`);
  return origin;
}
