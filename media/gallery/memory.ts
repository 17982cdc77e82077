import type { Host } from './host.ts';
import type { ViewState } from './viewState.ts';

const pauseMs = 100;

/** Keeps the state of the page over a reload: not at every change, but never too late. */
export class Memory {
  readonly #host: Host;
  #state: ViewState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, state: ViewState) {
    this.#host = host;
    this.#state = state;
    addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#save();
    });
  }

  get state(): ViewState {
    return this.#state;
  }

  keep(change: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...change };
    this.#timer ??= setTimeout(() => {
      this.#save();
    }, pauseMs);
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#host.state = this.#state;
  }
}
