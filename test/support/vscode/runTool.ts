import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ToolOptions {
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command line tool to its end and returns what it printed.
 * @throws an error with the command and the end of its output when it cannot start or does not exit with 0
 */
export async function runTool(command: string, args: readonly string[], options: ToolOptions): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.folder,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]).catch(
    (error: unknown) => {
      throw new Error(`${command} could not be started. Is it installed?`, { cause: error });
    },
  );
  if (code === 0) return stdout;
  const lastLines = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n  ');
  throw new Error(`${[command, ...args].join(' ')} ended with code ${String(code)}:\n  ${lastLines}`);
}
