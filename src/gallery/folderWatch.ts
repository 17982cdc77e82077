import * as vscode from 'vscode';

/** Bursts, as of a git checkout, are told at once: this long after the last of them … */
const quietMs = 100;
/** … but no later than this after the first. */
const longestMs = 1000;

/**
 * Watches a folder to its depth, as far as `files.watcherExclude` lets. Tells paths that changed, appeared or are gone;
 * of a folder that is gone only its own path.
 */
export function watchFolder(folder: vscode.Uri, onChange: (uris: readonly vscode.Uri[]) => void): vscode.Disposable {
  const changed = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  const tell = (): void => {
    const uris = [...changed.values()];
    changed.clear();
    onChange(uris);
  };
  const note = (uri: vscode.Uri): void => {
    if (changed.size === 0) firstAt = Date.now();
    changed.set(uri.toString(), uri);
    clearTimeout(timer);
    timer = setTimeout(tell, Math.min(quietMs, Math.max(0, firstAt + longestMs - Date.now())));
  };
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(note),
    watcher.onDidChange(note),
    watcher.onDidDelete(note),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
