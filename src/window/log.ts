import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { Redactor } from '../api/redact.ts';

type Channel = Pick<vscode.LogOutputChannel, 'info' | 'error' | 'show' | 'dispose'>;

const openChannel = (): Channel => vscode.window.createOutputChannel('Paper Boat', { log: true });

/**
 * The log that users attach to issues: every line passes the redactor. Nothing that goes wrong with it reaches those
 * who write: a channel is closed before the last generation has ended.
 */
export class Log implements vscode.Disposable {
  readonly #redactor: Redactor;
  readonly #channel: Channel;

  constructor(redactor: Redactor, channel = openChannel()) {
    this.#redactor = redactor;
    this.#channel = channel;
  }

  info(line: string): void {
    this.#write('info', () => line);
  }

  error(line: string, error?: unknown): void {
    this.#write('error', () => (error === undefined ? line : `${line} ${describe(error)}`));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }

  #write(level: 'info' | 'error', line: () => string): void {
    try {
      this.#channel[level](this.#redactor.clean(line()).replace(userName, '$1[user]'));
    } catch {
      // There is nobody left to tell.
    }
  }
}

/** The folder of a user in a path is mostly a person's name. */
const userName = /([\\/](?:home|users)[\\/])[^\\/\s"']+/gi;

/** An error with everything that caused it. */
function describe(error: unknown): string {
  const lines: string[] = [];
  let layer = error;
  for (; layer instanceof Error && lines.length < 8; layer = layer.cause) lines.push(layer.stack ?? layer.message);
  if (layer !== undefined && !(layer instanceof Error)) lines.push(typeof layer === 'string' ? layer : inspect(layer));
  return lines.join('\n← ');
}
