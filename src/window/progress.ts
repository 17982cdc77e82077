import * as vscode from 'vscode';
import type { RunningGenerations } from './runningGenerations.ts';

export interface ProgressSubject {
  readonly prompt: string;
  readonly model: string;
  readonly images: number;
}

/** Runs a generation under a notification with the elapsed seconds and a cancel button. */
export function withProgress<T>(
  running: RunningGenerations,
  { prompt, model, images }: ProgressSubject,
  run: (cancel: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  const title = vscode.l10n.t(
    'Generating “{0}”',
    prompt.length > 60 ? `${prompt.slice(0, 59).toWellFormed()}…` : prompt,
  );
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const shown = vscode.window.withProgress(options, async (progress, token) => {
    const startedAt = Date.now();
    const report = (): void => {
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      progress.report({ message: vscode.l10n.t('{0} · {1} s', model, seconds) });
    };
    report();
    const ticking = setInterval(report, 1000);
    const subscription = token.onCancellationRequested(() => {
      cancel.abort();
    });
    try {
      return await running.track({ prompt, images, cancel }, () => run(cancel.signal));
    } finally {
      clearInterval(ticking);
      subscription.dispose();
    }
  });
  return Promise.resolve(shown);
}
