import { focusMainButton } from './mainButton.ts';
import type { Job } from '../../src/gallery/cards.ts';
import { cut } from './cut.ts';
import { element, icon, iconButton } from './dom.ts';
import type { Host } from './host.ts';
import type { Translate } from './texts.ts';

interface JobCardParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly job: Job;
  /** Which of the job's images this card waits for. */
  readonly index: number;
}

/** Characters: two lines never hold more. */
const longestShown = 500;

/** Stands where an image will be, or says why there is none. */
export class JobCard {
  readonly element: HTMLElement;
  readonly #parts: JobCardParts;
  readonly #elapsed = element('span', { class: 'job-elapsed', attributes: { role: 'timer' } });
  #job: Job;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: JobCardParts) {
    this.#parts = parts;
    this.#job = parts.job;
    this.element = element('div');
    this.#build();
  }

  update(job: Job): void {
    const isSame =
      job.status === this.#job.status && job.message === this.#job.message && job.remedy === this.#job.remedy;
    this.#job = job;
    if (!isSame) this.#build();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #build(): void {
    const hadFocus = this.element.contains(document.activeElement);
    clearInterval(this.#timer);
    const isRunning = this.#job.status === 'running';
    this.element.className = isRunning ? 'job' : 'job job-failed';
    this.element.replaceChildren(...(isRunning ? this.#running() : this.#failed()));
    if (hadFocus) focusMainButton(this.element);
  }

  #running(): readonly Node[] {
    this.#tick();
    this.#timer = setInterval(() => {
      this.#tick();
    }, 1000);
    const { id, prompt, count } = this.#job;
    const { translate, index } = this.#parts;
    const place = count > 1 ? [element('span', { text: translate('{0} of {1}', index + 1, count) })] : [];
    return [
      element('div', { class: 'job-head' }, [element('span', { class: 'job-spinner' }), this.#elapsed, ...place]),
      element('p', { class: 'job-prompt', text: cut(prompt, longestShown), attributes: { dir: 'auto' } }),
      this.#button(translate('Cancel'), 'cancelJob', id),
    ];
  }

  #failed(): readonly Node[] {
    const { host, translate } = this.#parts;
    const { id, status, message = translate('No image came back.'), remedy } = this.#job;
    const dismiss = iconButton('close', translate('Dismiss'), () => {
      host.post({ type: 'dismissJob', job: id });
    });
    return [
      element('div', { class: 'job-head' }, [icon(status === 'cancelled' ? 'circle-slash' : 'error'), dismiss]),
      element('p', { class: 'job-message', text: message, attributes: { title: message, dir: 'auto' } }),
      ...(remedy === undefined ? [] : [this.#button(remedy, 'remedy', id)]),
    ];
  }

  #button(label: string, type: 'cancelJob' | 'remedy', job: string): HTMLButtonElement {
    const onClick = () => {
      this.#parts.host.post({ type, job });
    };
    const attributes = { type: 'button', title: label };
    return element('button', { class: 'button', text: label, attributes, on: { click: onClick } });
  }

  /** The clock of a remote extension may be ahead of the page's. */
  #tick(): void {
    const seconds = Math.max(0, Math.floor((Date.now() - this.#job.startedAt) / 1000));
    const { translate } = this.#parts;
    this.#elapsed.textContent =
      seconds < 60 ? translate('{0} s', seconds) : translate('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
  }
}
