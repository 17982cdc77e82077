import * as vscode from 'vscode';
import type { InteractiveGeneration } from '../interactiveGeneration.ts';
import type { Log } from '../window/log.ts';
import type { Notices } from '../window/notices.ts';
import { Checklist, isUndone, type ChecklistItem } from './checklist.ts';
import type { ChecklistEntry } from './checklistEntry.ts';
import { ChecklistPrices, type PriceParts } from './checklistPrices.ts';
import { ChecklistRun, type RunParts, type RunResult } from './checklistRun.ts';
import type { ChecklistNode } from './checklistTree.ts';
import { ChecklistView } from './checklistView.ts';
import { chooseScope, scopeName } from './chooseScope.ts';
import { askForImagePrompt } from './imagePrompt.ts';
import { MadeImages } from './madeImages.ts';
import { passedOverText } from './passedOverText.ts';
import { withRunProgress, wordsForRun } from './runProgress.ts';
import { WantedEntries } from './wantedEntries.ts';

export interface MissingParts extends PriceParts, Omit<RunParts, 'made' | 'log'> {
  readonly interactive: InteractiveGeneration;
  readonly notices: Notices;
  readonly log: Log;
  /** Of this workspace, by path on disk; absent when there is none. */
  readonly storage: string | undefined;
}

/** Images that documents want: found, listed, made, and brought into their documents. */
export class MissingImages implements vscode.Disposable {
  readonly wanted: WantedEntries;
  readonly #parts: MissingParts;
  readonly #made: MadeImages;
  readonly #prices: ChecklistPrices;
  readonly #checklist = new Checklist();
  readonly #view: ChecklistView;
  #run: ChecklistRun | undefined;
  #cancel = new AbortController();

  constructor(parts: MissingParts) {
    this.#parts = parts;
    const file = parts.storage === undefined ? undefined : `${parts.storage}/made.jsonl`;
    this.#made = new MadeImages(file, this.#write);
    this.wanted = new WantedEntries({ styles: parts.styles, made: this.#made, log: this.#write });
    this.#prices = new ChecklistPrices(parts);
    this.#view = new ChecklistView(this.#checklist, (id, isChecked) => {
      this.#checklist.update(id, { isChecked: isChecked && this.#checklist.find(id)?.state !== 'done' });
    });
  }

  /** Lists what a document, a folder or the workspace wants. Nothing is sent. */
  async list(given: unknown): Promise<void> {
    if (this.#isBusy()) return;
    const scope = given instanceof vscode.Uri ? given : await chooseScope();
    if (scope === undefined) return;
    const title = vscode.l10n.t('Looking for missing images');
    const { entries, parts, documents } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      () => this.wanted.in(scope),
    );
    const passedOver = passedOverText(parts);
    if (entries.length === 0) {
      const words = vscode.l10n.t('{0}: every image is there.', scopeName(scope, documents));
      void this.#parts.notices.info([words, passedOver].filter((text) => text !== '').join(' '));
      return;
    }
    await this.show(entries, passedOver);
  }

  /** Shows entries as a new list, each checked. */
  async show(entries: readonly ChecklistEntry[], note = ''): Promise<void> {
    if (this.#isBusy()) return;
    const priced = await this.#prices.priced(entries, new Map());
    this.#checklist.replaceAll(
      entries.map((entry, index) => ({
        ...{ entry, prompt: entry.prompt, isChecked: entry.isOptional !== true, state: 'open' },
        ...priced[index],
      })),
    );
    this.#view.note = note;
    await this.#view.show();
  }

  /** Makes what is checked: the one press of a button that may cost something. */
  async generate(): Promise<void> {
    if (this.#isBusy()) return;
    const { chosen } = this.#checklist;
    if (chosen.length === 0) {
      void this.#parts.notices.info(vscode.l10n.t('Check the images that are to be generated.'));
      return;
    }
    await this.#generate(chosen);
  }

  /** What failed or was cancelled, one or all. */
  async retry(node: unknown): Promise<void> {
    if (this.#isBusy()) return;
    const one = this.#itemOf(node);
    const all = this.#checklist.items.filter(({ state }) => state === 'failed' || state === 'cancelled');
    const items = one ? [one] : all;
    if (items.length > 0) await this.#generate(items);
  }

  /** One image, or all of the run. */
  cancel(node: unknown): void {
    const one = this.#itemOf(node);
    if (one) this.#run?.cancel(one.entry.id);
    else this.#cancel.abort();
  }

  async editPrompt(node: unknown): Promise<void> {
    const item = this.#itemOf(node);
    if (!item || !isUndone(item.state)) return;
    const prompt = await askForImagePrompt(item.prompt, item.entry.wish.model);
    if (prompt === undefined) return;
    const [price = {}] = await this.#prices.priced([item.entry], new Map([[item.entry.id, prompt]]));
    this.#checklist.update(item.entry.id, { prompt, isChecked: true, ...price });
  }

  /** The place in the document, or the image once it is there. */
  async open(node: unknown): Promise<void> {
    const item = this.#itemOf(node);
    if (!item) return;
    const { listedAt, line } = item.entry;
    const [place] = item.entry.places;
    if (item.saved && !place) {
      await vscode.commands.executeCommand('vscode.open', item.saved);
      return;
    }
    const position = new vscode.Position(place?.cell === undefined ? (line ?? 0) : 0, 0);
    const selection = new vscode.Range(position, position);
    await vscode.commands.executeCommand('vscode.open', listedAt, { selection, preserveFocus: true });
  }

  async close(): Promise<void> {
    if (this.#isBusy()) return;
    this.#checklist.replaceAll([]);
    await this.#view.close();
  }

  /** One image at once, without the list: from a lens, a quick fix or a hover. */
  async generateOne(entry: ChecklistEntry, prompt = entry.prompt): Promise<ChecklistItem | undefined> {
    const list = new Checklist([{ entry, prompt, isChecked: true, state: 'open' }]);
    try {
      const [item] = list.items;
      if (!item) return undefined;
      const run = new ChecklistRun(list, undefined, { ...this.#parts, made: this.#made, log: this.#write });
      const result = await this.#guarded(() => run.run([item]));
      const [after] = list.items;
      if (after?.state === 'failed') void this.#parts.notices.error(after.message ?? '');
      return result && after;
    } finally {
      list.dispose();
    }
  }

  dispose(): void {
    this.#view.dispose();
    this.#checklist.dispose();
  }

  readonly #write = (line: string): void => {
    this.#parts.log.info(line);
  };

  async #generate(items: readonly ChecklistItem[]): Promise<void> {
    const cancel = new AbortController();
    this.#cancel = cancel;
    const run = new ChecklistRun(this.#checklist, cancel, { ...this.#parts, made: this.#made, log: this.#write });
    this.#run = run;
    const result = await this.#guarded(() =>
      withRunProgress(items, { checklist: this.#checklist, cancel }, () => run.run(items)),
    );
    if (!result) return;
    this.#tell(result).catch((error: unknown) => {
      this.#parts.log.error('A message could not be followed.', error);
      void this.#parts.notices.error((error as Error).message);
    });
  }

  /** What was refused is told, and tried again when the user took the way out that was offered. */
  async #guarded(work: () => Promise<RunResult | undefined>): Promise<RunResult | undefined> {
    for (;;)
      try {
        return await work();
      } catch (error) {
        if (!(await this.#parts.interactive.offersAgain(error))) return undefined;
      }
  }

  async #tell(result: RunResult): Promise<void> {
    const { failed, unchanged } = result;
    const text = wordsForRun(result);
    const retry = vscode.l10n.t('Retry Failed');
    if (failed === 0) {
      await this.#parts.notices[unchanged.length > 0 ? 'warn' : 'info'](text);
      return;
    }
    if ((await this.#parts.notices.warn(text, retry)) === retry) await this.retry(undefined);
  }

  #itemOf(node: unknown): ChecklistItem | undefined {
    const { kind, id } = (node ?? {}) as Partial<Extract<ChecklistNode, { kind: 'image' }>>;
    return kind === 'image' && typeof id === 'string' ? this.#checklist.find(id) : undefined;
  }

  #isBusy(): boolean {
    if (!this.#checklist.isRunning) return false;
    void this.#parts.notices.info(vscode.l10n.t('Missing images are being generated. Wait for them, or cancel.'));
    return true;
  }
}
