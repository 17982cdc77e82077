import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Row } from './scene.ts';

/** Where a process may mount disks that nobody else sees, it does; elsewhere its files are limited in size. */
export async function rowsOfSmallDisks(): Promise<readonly Row[]> {
  const script = new URL('smallDiskRows.ts', import.meta.url).pathname;
  const apart = ['--mount', '--map-root-user'];
  const canMount = await output('unshare', [...apart, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp']).then(
    () => true,
    () => false,
  );
  const printed = canMount
    ? await output('unshare', [...apart, process.execPath, script, 'mount'])
    : await output('sh', ['-c', 'ulimit -f 100; exec "$0" "$1" limit', process.execPath, script]);
  return JSON.parse(printed) as readonly Row[];
}

/** What a command prints. Rejects when it fails. */
async function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject).once('close', resolve);
  const [printed, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`${command} ended with ${code ?? 'a signal'}.`);
  return printed;
}
