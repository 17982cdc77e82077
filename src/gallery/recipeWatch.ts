import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';

/** Tells when recipes were appended, by this window or another one. */
export function watchRecipes(file: string, onChange: () => void, log: (line: string) => void): vscode.Disposable {
  const end = new AbortController();
  const start = async (): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    if (end.signal.aborted) return;
    const watcher = watch(dirname(file), { signal: end.signal }, (_, name) => {
      if (name === basename(file)) onChange();
    });
    watcher.on('error', (error) => {
      log(`Recipes of other windows are seen after a reload only. ${String(error)}`);
    });
  };
  start().catch((error: unknown) => {
    log(`Recipes of other windows are seen after a reload only. ${String(error)}`);
  });
  return new vscode.Disposable(() => {
    end.abort();
  });
}
