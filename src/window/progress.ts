import * as vscode from 'vscode';
import type { RunningGenerations } from './runningGenerations.ts';
import { shortPrompt } from './shortPrompt.ts';

export interface ProgressSubject {
  readonly prompt: string;
  readonly model: string;
  readonly images: number;
}

/** What is done sooner than this shows no notification: it would only flash. */
const quietMs = 500;

/** Runs a generation; when it takes its time, under a notification with the elapsed seconds and a cancel button. */
export async function withProgress<T>(
  generations: RunningGenerations,
  { prompt, model, images }: ProgressSubject,
  run: (cancel: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  const startedAt = Date.now();
  const running = generations.track({ prompt, images, cancel }, () => run(cancel.signal));
  if (await isSettledWithin(quietMs, running)) return running;
  const title = vscode.l10n.t('Generating “{0}”', shortPrompt(prompt));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (progress, token) => {
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
      return await running;
    } finally {
      clearInterval(ticking);
      subscription.dispose();
    }
  });
}

async function isSettledWithin(milliseconds: number, running: Promise<unknown>): Promise<boolean> {
  const { promise: elapsed, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, milliseconds, false);
  const settled = running.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, elapsed]);
  } finally {
    clearTimeout(timer);
  }
}
