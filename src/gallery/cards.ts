// What the cards before the images show: generations of this window, and what waits for a decision. Types only.

/** What waits for a decision, all of it in a list of VS Code's own. */
export type WaitingList = 'keptImages' | 'interruptedRequests';

/** Something that was paid for, or may have been, and that the user has to decide about. */
export type Waiting = KeptCard | InterruptedCard | MoreCard;

/** An image that has no place in the workspace yet. */
export interface KeptCard {
  readonly kind: 'kept';
  readonly id: string;
  /** The file name it would have. */
  readonly name: string;
  /** The first 500 characters. */
  readonly prompt: string;
  /** Gone with the window. */
  readonly isInMemory: boolean;
  /** The file in the folder of kept images; absent when there is nothing that a browser may draw. */
  readonly file?: string | undefined;
}

/** A request whose window went away before its answer came. */
export interface InterruptedCard {
  readonly kind: 'interrupted';
  readonly id: string;
  /** The first 500 characters. */
  readonly prompt: string;
  /** What is known of its outcome, in a few words. */
  readonly outcome: string;
  /** All that happened, as sentences. */
  readonly sentence: string;
}

/** So many more than have a card. */
export interface MoreCard {
  readonly kind: 'more';
  readonly id: WaitingList;
  readonly count: number;
}

/** A generation of this window, from sending until it is dismissed. One card for each of its images. */
export interface Job {
  readonly id: string;
  readonly prompt: string;
  readonly model: string;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  /** The images that arrived, by id; fewer than `count` when some failed. */
  readonly images: readonly string[];
  /** The sentence of a card that is over. */
  readonly message?: string | undefined;
  /** The label of its one button. */
  readonly remedy?: string | undefined;
}
