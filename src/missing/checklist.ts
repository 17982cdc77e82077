import * as vscode from 'vscode';
import type { ChecklistEntry } from './checklistEntry.ts';

export type EntryState = 'open' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** An entry as it stands. */
export interface ChecklistItem {
  readonly entry: ChecklistEntry;
  /** As the user edited it. */
  readonly prompt: string;
  readonly isChecked: boolean;
  readonly state: EntryState;
  /** Of a failure: what happened and what was kept. */
  readonly message?: string;
  /** The file it became. */
  readonly saved?: vscode.Uri;
  /** For people: `≈ $0.05`, `free`; absent when no price is known. */
  readonly price?: string;
  /** US dollars, the dearest it can come to; absent when no price is known. */
  readonly dollars?: number;
}

/** The list of images that can be made, with what the user decided about each. Values are replaced, never changed. */
export class Checklist implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<readonly ChecklistItem[] | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #items = new Map<string, ChecklistItem>();

  /** Undefined after the event means: all of it. */
  constructor(items: readonly ChecklistItem[] = []) {
    for (const item of items) this.#items.set(item.entry.id, item);
  }

  get items(): readonly ChecklistItem[] {
    return [...this.#items.values()];
  }

  get isRunning(): boolean {
    return this.items.some(({ state }) => state === 'queued' || state === 'running');
  }

  /** What the button would make: checked, and neither made nor under way. */
  get chosen(): readonly ChecklistItem[] {
    return this.items.filter(({ isChecked, state }) => isChecked && isUndone(state));
  }

  find(id: string): ChecklistItem | undefined {
    return this.#items.get(id);
  }

  replaceAll(items: readonly ChecklistItem[]): void {
    this.#items.clear();
    for (const item of items) this.#items.set(item.entry.id, item);
    this.#changed.fire(undefined);
  }

  update(id: string, change: Partial<Omit<ChecklistItem, 'entry'>>): void {
    const item = this.#items.get(id);
    if (!item) return;
    const next = { ...item, ...change };
    this.#items.set(id, next);
    this.#changed.fire([next]);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

export const isUndone = (state: EntryState): boolean => ['open', 'failed', 'cancelled'].includes(state);
