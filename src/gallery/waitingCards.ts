import * as vscode from 'vscode';
import type { Interruptions } from '../interruptions.ts';
import { outcomeOf, wordsFor } from '../interruptionWords.ts';
import type { InterruptedRequest } from '../journal/interruptedRequests.ts';
import type { Log } from '../window/log.ts';
import type { Notices } from '../window/notices.ts';
import { deleteKept, saveWhereItBelongs } from '../window/saveKept.ts';
import type { KeptImages } from '../workspace/keptImages.ts';
import { watchOnDisk } from './diskWatch.ts';
import { beginningOf, cardsOf, keptCards } from './keptCards.ts';
import type { Waiting } from './cards.ts';
import type { Decision } from './protocol.ts';

interface WaitingParts {
  readonly keptImages: KeptImages;
  readonly interruptions: Pick<Interruptions, 'list' | 'onDidChange' | 'runAgain' | 'dismiss'>;
  readonly notices: Notices;
  readonly log: Log;
  /** A kept image is in the workspace now, or wherever the user wanted it. */
  readonly onSaved: (uri: vscode.Uri) => Promise<void>;
}

/** What the gallery offers to decide: images without a place, and requests that were cut off. */
export class WaitingCards implements vscode.Disposable {
  readonly #parts: WaitingParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  /** A second click on what is being done does nothing. */
  readonly #deciding = new Set<string>();
  #cards: Promise<readonly Waiting[]> | undefined;
  #known: readonly Waiting[] = [];
  readonly onDidChange = this.#changed.event;

  constructor(parts: WaitingParts) {
    this.#parts = parts;
    const { keptImages, interruptions, log } = parts;
    const change = (): void => {
      this.#cards = undefined;
      this.#changed.fire();
    };
    const onError = (error: unknown): void => {
      log.info(`Images that other windows keep are seen later. ${String(error)}`);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      keptImages.onDidChange(change),
      interruptions.onDidChange(change),
      watchOnDisk({ folder: keptImages.folder, onChange: change, onError }),
    );
  }

  /** As far as they were read. */
  get known(): readonly Waiting[] {
    return this.#known;
  }

  /** Newest first; what cannot be read is told in the log. */
  async read(): Promise<readonly Waiting[]> {
    const reading = (this.#cards ??= this.#readAll());
    const cards = await reading;
    if (reading === this.#cards) this.#known = cards;
    return cards;
  }

  /** Does what the button of a card says, once. */
  async decide(decision: Decision, id: string): Promise<void> {
    if (this.#deciding.has(id)) return;
    this.#deciding.add(id);
    try {
      await (decision === 'saveKept' || decision === 'deleteKept'
        ? this.#decideKept(decision, id)
        : this.#decideInterrupted(decision, id));
    } finally {
      this.#deciding.delete(id);
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #decideKept(decision: 'saveKept' | 'deleteKept', id: string): Promise<void> {
    const kept = (await this.#parts.keptImages.list()).find((each) => each.id === id);
    // Another window was faster.
    if (!kept) return;
    if (decision === 'deleteKept') return deleteKept(kept, this.#parts);
    const uri = await saveWhereItBelongs(kept, this.#parts);
    if (uri) await this.#parts.onSaved(uri);
  }

  async #decideInterrupted(decision: 'runAgain' | 'dismissInterrupted', id: string): Promise<void> {
    const { interruptions } = this.#parts;
    const requests = (await interruptions.list()).filter((each) => each.id === id);
    await (decision === 'runAgain' ? interruptions.runAgain(requests) : interruptions.dismiss(requests));
  }

  async #readAll(): Promise<readonly Waiting[]> {
    const { keptImages, interruptions } = this.#parts;
    const [kept, requests] = await Promise.all([
      this.#orNone(keptCards(keptImages)),
      this.#orNone(interruptions.list()),
    ]);
    return [...kept, ...cardsOf('interruptedRequests', requests.toReversed(), interruptedCard)];
  }

  async #orNone<T>(reading: Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await reading;
    } catch (error) {
      this.#parts.log.error('What waits for a decision could not be read.', error);
      return [];
    }
  }
}

function interruptedCard(request: InterruptedRequest): Waiting {
  const { id, note } = request;
  const prompt = beginningOf(note.request.prompt);
  return { kind: 'interrupted', id, prompt, outcome: outcomeOf(request), sentence: wordsFor(request) };
}
