import type { MonthlySpending, PanelState, Question } from '../../src/gallery/protocol.ts';
import { element } from './dom.ts';
import type { Translate } from './texts.ts';

/** The lines below the form: why it cannot be sent, what would make it better, and what was spent. */
export class FormNotes {
  readonly element: HTMLElement;
  readonly #refusal = element('p', { class: 'note refusal', attributes: { id: 'form-refusal', role: 'status' } });
  readonly #key: Note;
  readonly #trust: Note;
  readonly #spending: Note;
  readonly #translate: Translate;

  constructor(translate: Translate, ask: (question: Question) => void) {
    this.#translate = translate;
    this.#key = new Note('form-key', translate('Set API Key'), () => {
      ask('setKey');
    });
    this.#trust = new Note('form-trust', translate('Manage Trust'), () => {
      ask('trust');
    });
    this.#spending = new Note('form-spending', translate('Show Spending'), () => {
      ask('spending');
    });
    const notes = [this.#trust, this.#key, this.#spending].map((note) => note.element);
    this.element = element('div', { class: 'notes' }, [this.#refusal, ...notes]);
  }

  /**
   * Answers the id of the line that says why nothing can be sent.
   * @param refusal the form's own
   */
  update({ isTrusted, form, spending }: PanelState, refusal = form.refusal): string | undefined {
    const translate = this.#translate;
    say(this.#refusal, isTrusted ? refusal : undefined);
    this.#trust.show(isTrusted ? undefined : translate('Images cannot be generated in Restricted Mode.'));
    const isKeyMissing = isTrusted && form.key === 'missing';
    const noKey = translate('There is no API key for {0}: the placeholder draws.', form.service);
    this.#key.show(isKeyMissing ? noKey : undefined);
    this.#spending.show(spending && this.#wordsOf(spending));
    if (!isTrusted) return this.#trust.element.id;
    return refusal === undefined ? undefined : this.#refusal.id;
  }

  #wordsOf({ spent, budget }: MonthlySpending): string {
    const translate = this.#translate;
    return budget === undefined
      ? translate('Spent this month: {0}', spent)
      : translate('Spent this month: {0} of {1}', spent, budget);
  }
}

/** A sentence with the one thing to do about it. */
class Note {
  readonly element: HTMLElement;
  readonly #sentence = element('span');

  constructor(id: string, label: string, onClick: () => void) {
    const attributes = { type: 'button' };
    const button = element('button', { class: 'link-button', text: label, attributes, on: { click: onClick } });
    this.element = element('p', { class: 'note', attributes: { id } }, [this.#sentence, new Text(' '), button]);
  }

  show(sentence: string | undefined): void {
    this.element.hidden = sentence === undefined;
    say(this.#sentence, sentence);
  }
}

/** A sentence that is written again is read out again. */
function say(node: HTMLElement, sentence = ''): void {
  if (node.textContent !== sentence) node.textContent = sentence;
}
