import { focusMainButton } from './mainButton.ts';
import type { InterruptedCard, KeptCard, MoreCard, Waiting } from '../../src/gallery/cards.ts';
import type { Decision } from '../../src/gallery/protocol.ts';
import { cut } from './cut.ts';
import { element, icon, iconButton } from './dom.ts';
import type { Host } from './host.ts';
import type { Translate } from './texts.ts';

interface WaitingCardParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly waiting: Waiting;
  /** The address of a kept image's file. */
  readonly addressOf: (file: string) => string;
}

/** Something to decide: an image without a place, or a request that was cut off. */
export class WaitingCard {
  readonly element = element('div');
  readonly #parts: WaitingCardParts;
  #shown = '';

  constructor(parts: WaitingCardParts) {
    this.#parts = parts;
    this.update(parts.waiting);
  }

  update(waiting: Waiting): void {
    const shown = JSON.stringify(waiting);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.className = `job waiting-${waiting.kind}`;
    this.element.replaceChildren(...this.#contentOf(waiting));
    if (hadFocus) focusMainButton(this.element);
  }

  #contentOf(waiting: Waiting): readonly Node[] {
    switch (waiting.kind) {
      case 'kept':
        return this.#kept(waiting);
      case 'interrupted':
        return this.#interrupted(waiting);
      case 'more':
        return this.#more(waiting);
    }
  }

  #kept({ id, name, prompt, isInMemory, file }: KeptCard): readonly Node[] {
    const { translate } = this.#parts;
    const discard = iconButton('trash', translate('Delete for Good'), () => {
      this.#decide('deleteKept', id);
    });
    return [
      isInMemory ? line('job-message', translate('Gone when this window closes or reloads.')) : this.#picture(file),
      line('waiting-name', translate('Kept: {0}', cut(name, 200))),
      ...(prompt === '' ? [] : [line('waiting-note', prompt)]),
      element('div', { class: 'waiting-buttons' }, [this.#button(translate('Save'), 'saveKept', id), discard]),
    ];
  }

  /** The name and the prompt are beside it: for those who cannot see it, it says nothing more. */
  #picture(file: string | undefined): HTMLElement {
    const box = element('div', { class: 'waiting-picture' }, [icon('file-media')]);
    if (file === undefined) return box;
    const error = () => {
      image.remove();
    };
    const attributes = { src: this.#parts.addressOf(file), alt: '', decoding: 'async', draggable: 'false' };
    const image = element('img', { attributes, on: { error } });
    box.append(image);
    return box;
  }

  #interrupted({ id, prompt, outcome, sentence }: InterruptedCard): readonly Node[] {
    const { translate } = this.#parts;
    const dismiss = iconButton('close', translate('Dismiss'), () => {
      this.#decide('dismissInterrupted', id);
    });
    return [
      element('div', { class: 'job-head' }, [icon('debug-disconnect'), dismiss]),
      line('job-prompt', prompt, sentence),
      line('waiting-outcome', outcome, sentence),
      this.#button(translate('Run Again'), 'runAgain', id),
    ];
  }

  #more({ id, count }: MoreCard): readonly Node[] {
    const { host, translate } = this.#parts;
    const sentence =
      id === 'keptImages'
        ? translate('More images that are kept: {0}.', count)
        : translate('More requests that were interrupted: {0}.', count);
    const click = () => {
      host.post({ type: 'ask', question: id });
    };
    const attributes = { type: 'button' };
    return [
      element('div', { class: 'job-head' }, [icon('ellipsis')]),
      element('p', { class: 'job-message', text: sentence }),
      element('button', { class: 'button', text: translate('Show All'), attributes, on: { click } }),
    ];
  }

  #button(text: string, decision: Decision, id: string): HTMLButtonElement {
    const click = () => {
      this.#decide(decision, id);
    };
    return element('button', { class: 'button', text, attributes: { type: 'button', title: text }, on: { click } });
  }

  #decide(decision: Decision, id: string): void {
    this.#parts.host.post({ type: 'decide', decision, id });
  }
}

/** @param title what a pointer that rests on it is told, as the line may be cut */
function line(className: string, text: string, title = text): HTMLElement {
  return element('p', { class: className, text, attributes: { title, dir: 'auto' } });
}
