import { basename, dirname } from 'node:path';
import type * as vscode from 'vscode';
import { watchOnDisk } from './diskWatch.ts';

/** Tells when recipes were appended, by this window or another one. */
export function watchRecipes(file: string, onChange: () => void, log: (line: string) => void): vscode.Disposable {
  return watchOnDisk({
    folder: dirname(file),
    onChange: (name) => {
      if (name === basename(file)) onChange();
    },
    onError: (error) => {
      log(`Recipes of other windows are seen after a reload only. ${String(error)}`);
    },
  });
}
