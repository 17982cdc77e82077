import * as vscode from 'vscode';
import { redact } from '../api/redact.ts';

/** The log that users attach to issues: every line passes the redactor. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Paper Boat', { log: true });
  readonly #secrets = new Set<string>();

  /** From now on no line holds this text. */
  hide(secret: string): void {
    this.#secrets.add(secret);
  }

  info(line: string): void {
    this.#channel.info(this.#clean(line));
  }

  error(line: string, error?: unknown): void {
    this.#channel.error(this.#clean(error === undefined ? line : `${line} ${describe(error)}`));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }

  #clean(line: string): string {
    return [...this.#secrets].reduce((clean, secret) => redact(clean, secret), redact(line));
  }
}

/** An error with everything that caused it. */
function describe(error: unknown): string {
  const lines: string[] = [];
  let layer = error;
  for (let depth = 0; layer instanceof Error && depth < 8; depth++) {
    lines.push(layer.stack ?? layer.message);
    layer = layer.cause;
  }
  return lines.length > 0 ? lines.join('\n← ') : JSON.stringify(error);
}
