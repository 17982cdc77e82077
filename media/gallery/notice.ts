import { element } from './dom.ts';

/** A sentence to be read until the user does something else. It lies over the page, so that nothing moves. */
export class Notice {
  readonly element = element('p', { class: 'notice', attributes: { role: 'status', dir: 'auto' } });

  show(sentence: string): void {
    this.element.textContent = sentence;
  }

  readonly clear = (): void => {
    if (this.element.textContent !== '') this.element.textContent = '';
  };
}
