import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';

/** A folder of the extension's own storage, which every window writes to. */
interface WatchedFolder {
  readonly folder: string;
  /** Hears the name of what changed in it; undefined where the system does not say. */
  readonly onChange: (name: string | undefined) => void;
  /** The folder cannot be watched, or not any more. */
  readonly onError: (error: unknown) => void;
}

/** Tells what changes directly in a folder. Makes the folder. */
export function watchOnDisk({ folder, onChange, onError }: WatchedFolder): vscode.Disposable {
  const end = new AbortController();
  const start = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    if (end.signal.aborted) return;
    watch(folder, { signal: end.signal }, (_, name) => {
      onChange(name ?? undefined);
    }).on('error', onError);
  };
  start().catch(onError);
  return new vscode.Disposable(() => {
    end.abort();
  });
}
