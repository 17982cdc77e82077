import { element } from './dom.ts';

/** A voice should not run after every key. */
const pauseMs = 500;

/** Says what changed to those who do not see it, when a moment has passed without another change. */
export class Announcer {
  readonly element = element('div', {
    class: 'visually-hidden',
    attributes: { role: 'status', 'aria-live': 'polite' },
  });
  #sentences: ReadonlyMap<string, string> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param topic a later sentence takes the place of an earlier one of the same topic */
  say(topic: 'search' | 'arrival' | 'copy' | 'restore' | `failure ${string}`, sentence: string): void {
    this.#sentences = new Map([...this.#sentences, [topic, sentence]]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.element.textContent = [...this.#sentences.values()].join('. ').replaceAll('.. ', '. ');
      this.#sentences = new Map();
    }, pauseMs);
  }
}
