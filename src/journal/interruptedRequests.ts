import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '../images/fields.ts';
import {
  addressesIn,
  claimOf,
  dismissedName,
  interruptedFile,
  listFolder,
  readNoteIn,
  tryRename,
} from './recoverRequests.ts';
import type { RequestNote } from './requestNote.ts';

/** A request whose window went away before its answer came. */
export interface InterruptedRequest {
  readonly id: string;
  readonly note: RequestNote;
  /** It left this machine: whether it was answered and billed is not known. */
  readonly wasSent: boolean;
  /** Where its images are: they were made, and to be fetched next. Such addresses are mostly good for an hour. */
  readonly addresses: readonly string[];
}

/** The requests that wait for a decision, oldest first. */
export class InterruptedRequests {
  readonly #folder: string;
  readonly #window: string;

  /** @param window the id of this window; a claim ends with its window */
  constructor(folder: string, window: string = randomUUID()) {
    this.#folder = folder;
    this.#window = window;
  }

  async list(): Promise<readonly InterruptedRequest[]> {
    const names = await listFolder(this.#folder);
    const found = await Promise.all(names.map((name) => this.#read(name)));
    return found
      .filter((request) => request !== undefined)
      .toSorted((one, other) => one.note.startedAt.localeCompare(other.note.startedAt));
  }

  /** Answers whether it was there: another window may have been asked about it, too. */
  async dismiss({ id }: InterruptedRequest): Promise<boolean> {
    const gone = join(this.#folder, dismissedName(id));
    if (!(await tryRename(join(this.#folder, id), gone))) return false;
    await rm(gone, { recursive: true, force: true }).catch(() => undefined);
    return true;
  }

  /** Takes it out of the list while it is run again. Answers whether it was still there. */
  claim({ id }: InterruptedRequest): Promise<boolean> {
    return tryRename(join(this.#folder, id), this.#claimed(id));
  }

  /** It was refused: the request waits for a decision again. */
  async release({ id }: InterruptedRequest): Promise<void> {
    await tryRename(this.#claimed(id), join(this.#folder, id));
  }

  /** It was run again: it is forgotten, whether it was claimed or released since. */
  async forget(request: InterruptedRequest): Promise<void> {
    await rm(this.#claimed(request.id), { recursive: true, force: true }).catch(() => undefined);
    await this.dismiss(request);
  }

  #claimed(id: string): string {
    return join(this.#folder, claimOf(id, this.#window));
  }

  async #read(id: string): Promise<InterruptedRequest | undefined> {
    const folder = join(this.#folder, id);
    try {
      const { wasSent, addresses } = fieldsOf(JSON.parse(await readFile(join(folder, interruptedFile), 'utf8')));
      const note = await readNoteIn(folder);
      return note && { id, note, wasSent: wasSent !== false, addresses: addressesIn(addresses) };
    } catch {
      return undefined;
    }
  }
}
