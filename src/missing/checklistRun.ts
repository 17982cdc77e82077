import { posix } from 'node:path';
import * as vscode from 'vscode';
import { isFileName } from '../documents/folderPath.ts';
import type { WantedImage } from '../documents/missing/wantedImages.ts';
import type { GenerationSession, Task, TaskPlace } from '../generationSession.ts';
import type { Outcome } from '../outcome.ts';
import { readSettings } from '../settings.ts';
import { wordsFor } from '../window/messages.ts';
import { imageFolderFor, type ImageFolder } from '../workspace/imageFolder.ts';
import type { LanguageComments } from '../workspace/languageComments.ts';
import type { SavedImage } from '../workspace/savedImage.ts';
import { checkDestination } from '../workspace/saveImage.ts';
import type { Checklist, ChecklistItem } from './checklist.ts';
import type { ChecklistEntry } from './checklistEntry.ts';
import { imageNews } from './imageNews.ts';
import type { MadeImages } from './madeImages.ts';
import { serveDocument, type ServedPlace } from './servedDocuments.ts';

export interface RunParts {
  readonly session: Pick<GenerationSession, 'run'>;
  readonly comments: LanguageComments;
  readonly made: MadeImages;
  readonly log: (line: string) => void;
}

/** What came of a run. */
export interface RunResult {
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Documents that do not show all of their images, which are saved. */
  readonly unchanged: readonly vscode.Uri[];
  /** The placeholder drew in place of a model. */
  readonly isStandIn: boolean;
}

/** Makes what is chosen in a checklist: each image is saved when it comes, each document changed once, when it has all of its own. */
export class ChecklistRun {
  readonly #parts: RunParts;
  readonly #checklist: Checklist;
  readonly #cancels = new Map<string, AbortController>();
  /** With the documents that do not show it yet. */
  readonly #served = new Map<string, { readonly image: SavedImage; readonly waiting: Set<string> }>();
  readonly #unchanged: vscode.Uri[] = [];
  readonly #cancel: AbortController | undefined;
  /** What came to its end: a repetition leaves it out. */
  readonly #ended = new Set<string>();
  #waiting = new Set<string>();

  /** @param cancel of all of it, by who shows the progress; VS Code shows it when absent */
  constructor(checklist: Checklist, cancel: AbortController | undefined, parts: RunParts) {
    this.#checklist = checklist;
    this.#cancel = cancel;
    this.#parts = parts;
  }

  /** One image of it. */
  cancel(id: string): void {
    this.#cancels.get(id)?.abort();
  }

  /**
   * Undefined when the user left before anything was sent. Throws what `GenerationSession.run` throws; the images that
   * were not made then stand as they stood before, and are what it makes when it is called again.
   */
  async run(chosen: readonly ChecklistItem[]): Promise<RunResult | undefined> {
    const items = chosen.filter(({ entry }) => !this.#ended.has(entry.id));
    for (const { entry } of items) this.#cancels.set(entry.id, new AbortController());
    this.#waiting = new Set(items.map(({ entry }) => entry.id));
    const before = new Map(items.map((item) => [item.entry.id, item.state]));
    for (const { entry } of items) this.#checklist.update(entry.id, { state: 'queued' });
    let isStandIn = false;
    let hasLeft = false;
    try {
      for (const item of items) if (item.entry.made) await this.#link(item, item.entry.made);
      for (const item of items) if (item.entry.copyOf) await this.#copy(item, item.entry.copyOf);
      const tasks = await this.#tasksFor(items.filter(({ entry }) => !entry.made && !entry.copyOf));
      for (const same of Map.groupBy(tasks, ({ wish }) => wish.model).values()) {
        const cancel = this.#cancel && { cancel: this.#cancel };
        const result = await this.#parts.session.run(same, { document: undefined, mayAsk: true, ...cancel });
        isStandIn ||= result?.isStandIn ?? false;
        hasLeft = !result;
        if (hasLeft || this.#cancel?.signal.aborted) break;
      }
    } finally {
      // What was not sent waits as it did before.
      for (const id of [...this.#waiting]) await this.#leave(id, { state: before.get(id) ?? 'open' });
    }
    const results = chosen.flatMap(({ entry }) => this.#checklist.find(entry.id) ?? []);
    const count = (state: ChecklistItem['state']): number => results.filter((item) => item.state === state).length;
    const done = count('done');
    if (hasLeft && done === 0) return undefined;
    return { done, failed: count('failed'), cancelled: count('cancelled'), unchanged: this.#unchanged, isStandIn };
  }

  /** What has no place to go fails here, before anything is sent. */
  async #tasksFor(items: readonly ChecklistItem[]): Promise<readonly Task[]> {
    const tasks: Task[] = [];
    for (const item of items) {
      const { entry, prompt } = item;
      const cancel = this.#cancels.get(entry.id)?.signal;
      try {
        const place = await placeFor(item);
        await checkDestination(place.folder);
        tasks.push({
          ...{ wish: { ...entry.wish, prompt }, place, ...(cancel && { cancel }) },
          ...(entry.words !== undefined && prompt === entry.prompt && { words: entry.words }),
          ...(entry.parent !== undefined && { parent: entry.parent }),
          onTurn: () => {
            this.#checklist.update(entry.id, { state: 'running' });
          },
          onEnd: (outcome) => this.#settle(item, outcome),
        });
      } catch (error) {
        await this.#end(entry.id, { state: 'failed', message: (error as Error).message });
      }
    }
    return tasks;
  }

  async #settle({ entry }: ChecklistItem, outcome: Outcome): Promise<void> {
    const [saved] = outcome.saved;
    if (!saved) return this.#end(entry.id, failureOf(outcome));
    const isLinked = entry.places.every(({ wanted }) => linkOf(wanted, saved) === undefined);
    if (!isLinked) await this.#parts.made.note(entry.id, saved.uri.toString());
    await this.#serve(entry, saved);
  }

  async #link({ entry, prompt }: ChecklistItem, uri: vscode.Uri): Promise<void> {
    await this.#serve(entry, { uri, prompt });
  }

  async #copy({ entry, prompt }: ChecklistItem, from: vscode.Uri): Promise<void> {
    const { file } = entry;
    if (!file) return;
    try {
      await checkDestination({ folder: vscode.Uri.joinPath(file.uri, '..'), root: file.root });
      await vscode.workspace.fs.copy(from, file.uri, { overwrite: false });
      await this.#serve(entry, { uri: file.uri, prompt });
    } catch (error) {
      await this.#end(entry.id, { state: 'failed', message: (error as Error).message });
    }
  }

  async #serve(entry: ChecklistEntry, image: SavedImage): Promise<void> {
    this.#served.set(entry.id, { image, waiting: new Set(documentsOf(entry)) });
    imageNews.fire();
    await this.#end(entry.id, { state: 'done', saved: image.uri, isChecked: false });
  }

  async #end(id: string, change: Parameters<Checklist['update']>[1]): Promise<void> {
    this.#ended.add(id);
    await this.#leave(id, change);
  }

  /** A document is changed when nothing of it is under way any more. */
  async #leave(id: string, change: Parameters<Checklist['update']>[1]): Promise<void> {
    this.#checklist.update(id, change);
    this.#waiting.delete(id);
    const busy = new Set([...this.#waiting].flatMap((each) => documentsOf(this.#checklist.find(each)?.entry)));
    for (const address of documentsOf(this.#checklist.find(id)?.entry))
      if (!busy.has(address)) await this.#serveDocument(address);
  }

  async #serveDocument(address: string): Promise<void> {
    const own = [...this.#served].filter(([, { waiting }]) => waiting.delete(address));
    const places = own.flatMap(([id, { image }]) => placesIn(address, this.#checklist.find(id)?.entry, image));
    const [first] = places;
    if (first) {
      const { snippets } = readSettings(first.uri);
      const result = await serveDocument(first.uri, places, { comments: this.#parts.comments, snippets });
      if (result !== 'inserted') {
        this.#parts.log(`A document could not be changed (${result}).`);
        this.#unchanged.push(first.uri);
        return;
      }
    }
    await this.#parts.made.forget(own.filter(([, { waiting }]) => waiting.size === 0).map(([id]) => id));
  }
}

/** The places of a document that an image changes. */
function placesIn(address: string, entry: ChecklistEntry | undefined, image: SavedImage): readonly ServedPlace[] {
  const own = entry?.places.filter(({ uri }) => uri.toString() === address) ?? [];
  return own.flatMap(({ uri, cell, wanted }) => {
    const link = linkOf(wanted, image);
    return link ? [{ uri, cell, key: wanted.key, image, ...link }] : [];
  });
}

/** Undefined when the document names the very file. */
function linkOf({ kind, path }: WantedImage, { uri }: SavedImage): { readonly renamedTo?: string } | undefined {
  if (kind !== 'missing') return {};
  const name = posix.basename(uri.path);
  return path !== undefined && posix.basename(path) === name ? undefined : { renamedTo: name };
}

function documentsOf(entry: ChecklistEntry | undefined): readonly string[] {
  return entry ? [...new Set(entry.places.map(({ uri }) => uri.toString()))] : [];
}

/** Throws a `SaveError` when there is none. */
async function placeFor({ entry, prompt }: ChecklistItem): Promise<TaskPlace> {
  const document = entry.places[0]?.uri.toString();
  const noted = document === undefined ? {} : { document };
  const { file } = entry;
  if (file) {
    const folder = { folder: vscode.Uri.joinPath(file.uri, '..'), root: file.root };
    const fileName = posix.basename(file.uri.path);
    if (!isFileName(fileName)) throw new Error(vscode.l10n.t('{0} is no file name.', fileName));
    return { ...{ folder, fileName }, ...noted, ...(file.replaces && { replaces: file.replaces }) };
  }
  const folder = await folderFor(entry);
  return { folder, fileName: `${await stemFor(prompt)}.png`, ...noted };
}

async function folderFor({ listedAt, places }: ChecklistEntry): Promise<ImageFolder> {
  const cell = places[0]?.cell;
  const document = cell === undefined ? await vscode.workspace.openTextDocument(listedAt) : undefined;
  const notebook = cell === undefined ? undefined : await vscode.workspace.openNotebookDocument(listedAt);
  const holder = document ?? notebook?.cellAt(cell ?? 0).document;
  const { folder: setting } = readSettings(listedAt);
  const folder = await imageFolderFor({ document: holder, setting, fileName: 'image.png' });
  if (!folder) throw new Error(vscode.l10n.t('There is no folder to save the image in.'));
  return folder;
}

async function stemFor(prompt: string): Promise<string> {
  const { slugOf } = await import('../images/slug.ts');
  return slugOf(prompt);
}

function failureOf({ failures, unsaved }: Outcome): Pick<ChecklistItem, 'state' | 'message'> {
  const [failure] = failures;
  if (failure?.kind === 'cancelled') return { state: 'cancelled', message: wordsFor(failure) };
  const reason = failure ? wordsFor(failure) : (unsaved[0]?.reason?.message ?? '');
  const kept =
    unsaved.length > 0 ? vscode.l10n.t('It is kept, and "Paper Boat: Save Kept Images" finds it again.') : '';
  return { state: 'failed', message: [reason, kept].filter((text) => text !== '').join(' ') };
}
