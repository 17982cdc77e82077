import * as vscode from 'vscode';
import type { Checklist, ChecklistItem } from './checklist.ts';
import type { RunResult } from './checklistRun.ts';

/** A notification that counts the images that came to their end, and cancels all of them. */
export function withRunProgress<T>(
  items: readonly ChecklistItem[],
  { checklist, cancel }: { readonly checklist: Checklist; readonly cancel: AbortController },
  run: () => Promise<T>,
): Promise<T> {
  const title = vscode.l10n.t('Generating missing images');
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return Promise.resolve(
    vscode.window.withProgress(options, async (progress, token) => {
      let told = 0;
      const ids = new Set(items.map(({ entry }) => entry.id));
      const tell = (): void => {
        const done = checklist.items.filter(({ entry, state }) => ids.has(entry.id) && isOver(state)).length;
        const message = vscode.l10n.t('{0} of {1}', done, items.length);
        progress.report({ message, increment: ((done - told) * 100) / items.length });
        told = done;
      };
      const subscriptions = vscode.Disposable.from(
        checklist.onDidChange(tell),
        token.onCancellationRequested(() => {
          cancel.abort();
        }),
      );
      try {
        return await run();
      } finally {
        subscriptions.dispose();
      }
    }),
  );
}

/** What came of a run, as sentences. */
export function wordsForRun({ done, failed, cancelled, unchanged, isStandIn }: RunResult): string {
  const words = [vscode.l10n.t('Images generated: {0}.', done)];
  if (failed > 0) words.push(vscode.l10n.t('Failed: {0}.', failed));
  if (cancelled > 0) words.push(vscode.l10n.t('Cancelled: {0}.', cancelled));
  if (isStandIn) words.push(vscode.l10n.t('Drawn by the placeholder, as there is no API key.'));
  if (unchanged.length > 0) {
    const documents = unchanged.map((uri) => vscode.workspace.asRelativePath(uri)).join(', ');
    words.push(vscode.l10n.t('Not all images are linked in {0}. They are saved.', documents));
  }
  return words.join(' ');
}

const isOver = (state: ChecklistItem['state']): boolean => state !== 'queued' && state !== 'running';
