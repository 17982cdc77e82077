import * as vscode from 'vscode';
import { isFileName } from './documents/folderPath.ts';
import type { Task, TaskPlace } from './generationSession.ts';
import type { InteractiveGeneration } from './interactiveGeneration.ts';
import { describe, keptWords, partWords, wordsFor, wordsForAll } from './interruptionWords.ts';
import type { InterruptedRequest, InterruptedRequests } from './journal/interruptedRequests.ts';
import type { RequestNote } from './journal/requestNote.ts';
import type { Windows } from './journal/windows.ts';
import type { Recovered } from './recovery.ts';
import type { Notices } from './window/notices.ts';
import { pickOrDiscard } from './window/pickOrDiscard.ts';
import { checkDestination } from './workspace/saveImage.ts';

interface InterruptionParts {
  readonly requests: InterruptedRequests;
  /** Looks after what windows that are gone left behind. */
  readonly recover: () => Promise<Recovered>;
  readonly interactive: Pick<InteractiveGeneration, 'run'>;
  readonly windows: Pick<Windows, 'enter' | 'leave'>;
  /** Stands for the workspace of this window. */
  readonly workspace: string;
  readonly notices: Notices;
  readonly log: (line: string) => void;
}

/** A window that is just closing may still end its requests by itself. */
const recheckMs = 5_000;

/** Requests that a crash or a reload cut off: nothing is sent again unless the user says so. */
export class Interruptions implements vscode.Disposable {
  readonly #parts: InterruptionParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** A message that was closed is not told again. */
  readonly #told = new Set<string>();
  #recheck: NodeJS.Timeout | undefined;

  constructor(parts: InterruptionParts) {
    this.#parts = parts;
  }

  /** Those of this workspace, oldest first. */
  async list(): Promise<readonly InterruptedRequest[]> {
    const all = await this.#parts.requests.list();
    return all.filter(({ note }) => note.workspace === this.#parts.workspace);
  }

  /** Looks after what was left behind and says what this workspace has to know of it. */
  async tell(): Promise<void> {
    const { kept, parts, areOthersBusy } = await this.#recover();
    if (areOthersBusy) this.#lookAgain();
    const requests = (await this.list()).filter(({ id }) => !this.#told.has(id));
    for (const { id } of requests) this.#told.add(id);
    if (kept + parts > 0 || requests.length > 0) this.#changed.fire();
    if (kept > 0) void this.#tellKept(keptWords(kept));
    if (parts > 0) void this.#tellKept(partWords(parts));
    if (requests.length > 0) await this.#tellRequests(requests);
  }

  /** A storage that takes nothing can still be read. */
  async #recover(): Promise<Recovered> {
    try {
      return await this.#parts.recover();
    } catch (error) {
      this.#parts.log(`What an earlier window left cannot be looked after: ${String(error)}`);
      return { kept: 0, parts: 0, areOthersBusy: false };
    }
  }

  /** Lets the user decide about each. */
  async show(): Promise<void> {
    const requests = await this.list();
    if (requests.length === 0) {
      void this.#parts.notices.info(vscode.l10n.t('No request was interrupted.'));
      return;
    }
    const picked = await pickOrDiscard({
      title: vscode.l10n.t('Run which requests again?'),
      discard: vscode.l10n.t('Dismiss'),
      items: requests.map((request) => ({ ...describe(request), thing: request })),
    });
    if (!picked) return;
    if ('wanted' in picked) return this.runAgain(picked.wanted);
    await this.dismiss([picked.unwanted]);
    if (requests.length > 1) await this.show();
  }

  async dismiss(requests: readonly InterruptedRequest[]): Promise<void> {
    for (const request of requests) await this.#parts.requests.dismiss(request);
    this.#changed.fire();
  }

  /** What another window has run or dismissed meanwhile is left out. */
  async runAgain(requests: readonly InterruptedRequest[]): Promise<void> {
    const { windows, requests: waiting, interactive } = this.#parts;
    // A claim holds as long as its window shows that it lives.
    await windows.enter();
    try {
      const own = await this.#claim(requests);
      this.#changed.fire();
      for (const [address, same] of Map.groupBy(own, ({ note }) => note.document)) {
        const tasks = await Promise.all(
          same.map(async (request) => ({ ...(await taskOf(request)), onStart: () => waiting.forget(request) })),
        );
        const result = await interactive.run(tasks, await documentAt(address));
        // What was refused, or left, waits for a decision again: the button of a refusal may still start it.
        if (!result) for (const request of same) await waiting.release(request);
      }
    } finally {
      await windows.leave();
    }
    this.#changed.fire();
  }

  async #claim(requests: readonly InterruptedRequest[]): Promise<readonly InterruptedRequest[]> {
    const own: InterruptedRequest[] = [];
    for (const request of requests) if (await this.#parts.requests.claim(request)) own.push(request);
    return own;
  }

  dispose(): void {
    clearTimeout(this.#recheck);
    this.#changed.dispose();
  }

  #lookAgain(): void {
    clearTimeout(this.#recheck);
    const tell = (): void => {
      this.tell().catch((error: unknown) => void this.#parts.notices.error((error as Error).message));
    };
    this.#recheck = setTimeout(tell, recheckMs).unref();
  }

  async #tellKept(words: string): Promise<void> {
    const label = vscode.l10n.t('Save Kept Images');
    if ((await this.#parts.notices.warn(words, label)) === label)
      await vscode.commands.executeCommand('paperBoat.saveKeptImages');
  }

  async #tellRequests(requests: readonly InterruptedRequest[]): Promise<void> {
    const [only] = requests;
    if (only && requests.length === 1) return this.#tellRequest(only);
    const choose = vscode.l10n.t('Choose…');
    const dismissAll = vscode.l10n.t('Dismiss All');
    const answer = await this.#parts.notices.warn(wordsForAll(requests), choose, dismissAll);
    if (answer === dismissAll) await this.dismiss(requests);
    else if (answer === choose) await this.show();
  }

  /** An image that is made need not be made again: it is opened where it is. */
  async #tellRequest(request: InterruptedRequest): Promise<void> {
    const dismiss = vscode.l10n.t('Dismiss');
    const open = vscode.l10n.t('Open Image Address');
    const runAgain = vscode.l10n.t('Run Again');
    const wayOut = request.addresses.length > 0 ? open : runAgain;
    const answer = await this.#parts.notices.warn(wordsFor(request), wayOut, dismiss);
    if (answer === dismiss) await this.dismiss([request]);
    else if (answer === runAgain) await this.runAgain([request]);
    else if (answer === open)
      for (const address of request.addresses) await vscode.env.openExternal(vscode.Uri.parse(address, true));
  }
}

async function taskOf({ note }: InterruptedRequest): Promise<Task> {
  const { request, parent, words = request.prompt } = note;
  const place = await placeOf(note);
  return { wish: request, words, ...(parent !== undefined && { parent }), ...(place && { place }) };
}

/** Where its file was to go, when somebody named it: a document may link to it. Undefined when it cannot go there. */
async function placeOf({ folder, fileName, document }: RequestNote): Promise<TaskPlace | undefined> {
  if (!folder || fileName === undefined || !isFileName(fileName)) return undefined;
  const destination = { folder: vscode.Uri.file(folder.path), root: vscode.Uri.file(folder.root) };
  try {
    await checkDestination(destination);
  } catch {
    return undefined;
  }
  return { folder: destination, fileName, ...(document !== undefined && { document }) };
}

/** Undefined when it is gone: the images then go where those without a document go. */
async function documentAt(address: string | undefined): Promise<vscode.TextDocument | undefined> {
  if (address === undefined) return undefined;
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(address, true));
  } catch {
    return undefined;
  }
}
