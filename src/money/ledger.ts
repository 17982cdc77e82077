import { appendFile, mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Calendar } from './calendar.ts';
import { readSpending, type Spending } from './spending.ts';
import { nothing, plus, type Sum } from './totals.ts';

/** What is read and parsed at once, about a millisecond; a longer line is none of ours. */
const windowBytes = 32 * 1024;

/**
 * All that was ever spent on this machine: one line of JSON for each answer. Lines are only ever appended, each by one
 * write, so that windows do not disturb each other.
 */
export class SpendingLedger {
  readonly #file: string;
  readonly #calendar: Calendar;
  readonly #listeners = new Set<() => void>();
  #entries: Spending[] = [];
  /** `2026-11` → what was spent then. */
  readonly #months = new Map<string, Sum>();
  /** How far the file is read, always at the start of a line, and which file that was. */
  #offset = 0;
  #inode: number | undefined;
  #lastRead: Promise<unknown> = Promise.resolve();

  constructor(file: string, calendar = new Calendar()) {
    this.#file = file;
    this.#calendar = calendar;
  }

  /** Begins with a line break as well: a line that a crash left unfinished then spoils only itself. */
  async append(entry: Spending): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    await appendFile(this.#file, `\n${JSON.stringify(entry)}\n`, { flush: true });
    for (const listener of this.#listeners) listener();
  }

  /** Everything so far, of all windows, in the order of the file. Damaged lines are passed over; no file is no spending. */
  async read(): Promise<readonly Spending[]> {
    await this.#readAll();
    return this.#entries.slice();
  }

  /** Of the calendar month of a moment. */
  async spentInMonthOf(moment: Date): Promise<Sum> {
    await this.#readAll();
    return this.#months.get(this.#monthOf(moment.toISOString())) ?? nothing;
  }

  /** Tells of what this window appended. */
  onDidAppend(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** One after the other, and each to the end of the file: whoever has appended finds it in what he reads then. */
  #readAll(): Promise<void> {
    const read = this.#lastRead.then(() => this.#catchUp());
    this.#lastRead = read.catch(() => undefined);
    return read;
  }

  async #catchUp(): Promise<void> {
    const file = await open(this.#file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (!file) {
      this.#startOver(undefined);
      return;
    }
    try {
      const { ino, size } = await file.stat();
      if (ino !== this.#inode || size < this.#offset) this.#startOver(ino);
      if (size > this.#offset) await this.#readOn(file);
    } finally {
      await file.close();
    }
  }

  #startOver(inode: number | undefined): void {
    this.#inode = inode;
    this.#offset = 0;
    this.#entries = [];
    this.#months.clear();
  }

  /** Up to the last line break; what follows is a line that somebody is still writing. */
  async #readOn(file: FileHandle): Promise<void> {
    const window = Buffer.alloc(windowBytes);
    for (;;) {
      const { bytesRead } = await file.read(window, 0, windowBytes, this.#offset);
      const end = window.subarray(0, bytesRead).lastIndexOf(10) + 1;
      if (end === 0 && bytesRead < windowBytes) return;
      for (const line of window.toString('utf8', 0, end).split('\n')) {
        if (line !== '') this.#take(readSpending(line));
      }
      this.#offset += end === 0 ? bytesRead : end;
    }
  }

  #take(entry: Spending | undefined): void {
    if (!entry) return;
    const month = this.#monthOf(entry.at);
    this.#entries.push(entry);
    this.#months.set(month, plus(this.#months.get(month) ?? nothing, entry));
  }

  #monthOf(moment: string): string {
    return this.#calendar.dayOf(moment).slice(0, 7);
  }
}
