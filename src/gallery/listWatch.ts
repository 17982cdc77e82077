import { basename, dirname } from 'node:path';
import type * as vscode from 'vscode';
import { watchOnDisk } from './diskWatch.ts';

interface ListListener {
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

/** Tells when lines were appended to a list in the extension's storage, by this window or another one. */
export function watchList(file: string, { onChange, log }: ListListener): vscode.Disposable {
  return watchOnDisk({
    folder: dirname(file),
    onChange: (name) => {
      if (name === basename(file)) onChange();
    },
    onError: (error) => {
      log(`What other windows append to ${basename(file)} is seen after a reload only. ${String(error)}`);
    },
  });
}
