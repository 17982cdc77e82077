import * as vscode from 'vscode';
import type { Notices } from './notices.ts';

export interface RunningGeneration {
  readonly prompt: string;
  readonly images: number;
  readonly cancel: AbortController;
}

/** What is being generated now, in all of this window. */
export class RunningGenerations implements vscode.Disposable {
  readonly #running = new Set<RunningGeneration>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  get list(): readonly RunningGeneration[] {
    return [...this.#running];
  }

  get images(): number {
    return this.list.reduce((sum, { images }) => sum + images, 0);
  }

  async track<T>(generation: RunningGeneration, run: () => Promise<T>): Promise<T> {
    this.#running.add(generation);
    this.#changed.fire();
    try {
      return await run();
    } finally {
      this.#running.delete(generation);
      this.#changed.fire();
    }
  }

  /** Cancels the only one at once; of several, the user picks. */
  async cancel(notices: Notices): Promise<void> {
    const { list } = this;
    const [only] = list;
    if (!only) {
      void notices.info(vscode.l10n.t('Nothing is being generated.'));
      return;
    }
    const all = { label: vscode.l10n.t('All {0}', list.length), generations: list };
    const items = [
      all,
      ...list.map((generation) => ({ label: generation.prompt.slice(0, 100), generations: [generation] })),
    ];
    const title = vscode.l10n.t('Cancel which generation?');
    const picked = list.length === 1 ? all : await vscode.window.showQuickPick(items, { title });
    for (const { cancel } of picked?.generations ?? []) cancel.abort();
  }

  /** Nothing is cancelled: what arrives before the window is gone is saved, and of the rest the journal tells. */
  dispose(): void {
    this.#changed.dispose();
  }
}
