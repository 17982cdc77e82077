import { rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { installOnce } from './installOnce.ts';
import { cacheFolder, projectRoot, vscodeVersions } from './role.ts';
import type { Role } from './role.ts';
import { runTool } from './runTool.ts';

/** A VS Code server that is ready to be started: `node serverMain …`. */
export interface VSCodeServerFiles {
  readonly node: string;
  readonly serverMain: string;
}

/** The npm package `code-server` carries VS Code 1.x.y as its version 4.x.y. */
const codeServerMajor = '4';

/** The Node of VS Code 1.110; under a newer one its extension host hangs. */
const oldestNode = '22.22.0';

/**
 * Brings the VS Code server of a role into the cache with the npm client alone.
 * Nothing happens when it is there already; simultaneous calls do not disturb each other.
 */
export async function installVSCodeServer(role: Role): Promise<VSCodeServerFiles> {
  if (process.platform !== 'linux') {
    throw new Error('The VS Code server of the tests runs on Linux. Set PAPER_BOAT_TEST_HOST=desktop.');
  }
  const version = vscodeVersions[role];
  const folder = await installOnce(join(cacheFolder, `vscode-server-${version}`), (partial) =>
    fetchServer(version, partial),
  );
  const node = role === 'newest' ? projectNode() : await installNode(oldestNode);
  return { node, serverMain: join(folder, 'vscode', 'out', 'server-main.js') };
}

function projectNode(): string {
  return join(projectRoot, 'node_modules', 'node', 'bin', 'node');
}

async function fetchServer(version: string, folder: string): Promise<void> {
  const release = `code-server@${version.replace(/^1/, codeServerMajor)}`;
  announce(`fetching VS Code ${version} (npm package ${release})`);
  await unpack(release, 'lib/vscode', folder);
  const vscode = join(folder, 'vscode');
  await rename(join(folder, 'package', 'lib', 'vscode'), vscode);
  announce(`installing the dependencies of VS Code ${version}`);
  await npm(['install', '--omit=dev', '--ignore-scripts', '--prefix', vscode], vscode);
  if (version === vscodeVersions.oldest) await addRipgrep(folder, vscode);
}

/**
 * File search is ripgrep's work. VS Code 1.110 fetches it in an install script, from elsewhere; the same build comes
 * from npm with the package that newer VS Codes depend on.
 */
async function addRipgrep(folder: string, vscode: string): Promise<void> {
  const platform = `${process.platform}-${process.arch}`;
  await unpack('@vscode/ripgrep-universal@1.18.0', `bin/${platform}/rg`, folder);
  const target = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  await rename(join(folder, 'package', 'bin', platform), target);
}

/** Unpacks a part of a published package into `package` below a folder. */
async function unpack(release: string, part: string, folder: string): Promise<void> {
  const tarball = (await npm(['pack', release], folder)).trim().split('\n').at(-1) ?? '';
  await runTool('tar', ['-xzf', tarball, `package/${part}`], { folder });
  await rm(join(folder, tarball));
}

/**
 * The package `node` fetches its binary in an install script; the platform's own package simply holds it.
 */
async function installNode(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = await installOnce(join(cacheFolder, `node-${version}`), async (partial) => {
    announce(`fetching Node ${version} (npm package ${name})`);
    await npm(['install', '--ignore-scripts', '--prefix', partial, `${name}@${version}`], partial);
  });
  return join(folder, 'node_modules', name, 'bin', 'node');
}

/** npm runs under the project's Node: the one on the PATH may be older than the packages accept. */
async function npm(args: readonly string[], folder: string): Promise<string> {
  const env = { ...process.env, PATH: [dirname(projectNode()), process.env.PATH].join(delimiter) };
  return runTool('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { folder, env });
}

function announce(step: string): void {
  process.stderr.write(`paper-boat: ${step}\n`);
}
