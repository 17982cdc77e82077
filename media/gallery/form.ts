import type { Draft, PanelState, Question } from '../../src/gallery/protocol.ts';
import { element } from './dom.ts';
import { FormNotes } from './formNotes.ts';
import { FormOptions } from './formOptions.ts';
import { FormStyle } from './formStyle.ts';
import type { Host } from './host.ts';
import { isMac } from './keys.ts';
import { PromptBox } from './promptBox.ts';
import type { Translate } from './texts.ts';

interface FormParts {
  readonly host: Host;
  readonly translate: Translate;
  /** What was written before a reload. */
  readonly draft: Partial<Draft> | undefined;
  /** Hears of every change at once, to keep it. */
  readonly onDraft: (draft: Draft) => void;
}

/** While somebody types, the extension checks and prices the draft no more often than this. */
const typingPauseMs = 150;

/** Characters; the extension takes no longer ones. */
const longestPrompt = 200_000;

/** Where an image is asked for. The extension decides what can be asked: its word stands over the form's own. */
export class Form {
  readonly element: HTMLElement;
  readonly #parts: FormParts;
  readonly #prompt: PromptBox;
  readonly #style: FormStyle;
  readonly #options: FormOptions;
  readonly #notes: FormNotes;
  readonly #destination = element('span', { class: 'destination', attributes: { dir: 'auto' } });
  readonly #price = element('span', { class: 'price' });
  readonly #generate: HTMLButtonElement;
  #parent: string | undefined;
  /** What was filled in last: recalled, it has its parent again. */
  #filled: Partial<Draft> = {};
  /** The extension's first word is awaited. */
  #state: PanelState | undefined;
  /** The id of the line that says why nothing can be sent. */
  #obstacle: string | undefined = 'form-refusal';
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: FormParts) {
    this.#parts = parts;
    const { host, translate, draft } = parts;
    const ask = (question: Question) => {
      host.post({ type: 'ask', question });
    };
    this.#prompt = new PromptBox({
      translate,
      text: draft?.prompt ?? '',
      onInput: (isRecalled) => {
        this.#typed(isRecalled);
      },
      onSend: () => {
        this.#send();
      },
    });
    this.#style = new FormStyle({
      translate,
      onToggle: () => {
        host.post({ type: 'toggleStyle' });
      },
      onEdit: () => {
        ask('openStyle');
      },
    });
    this.#options = new FormOptions({
      translate,
      ask,
      onChange: () => {
        this.#changed();
      },
    });
    this.#notes = new FormNotes(translate, ask);
    this.#generate = this.#button(translate('Generate'));
    this.element = this.#build();
    this.#parent = draft?.parent;
    if (draft?.choices) this.#options.wish(draft.choices, draft.count);
    // Before the first state, which would bring the settings' choices instead.
    if (draft?.choices) this.#post();
    this.#showReadiness();
  }

  update(state: PanelState): void {
    const { destination, price } = state.form;
    const hasShrunk = this.#options.update(state.form);
    this.#prompt.earlier = state.earlierPrompts;
    this.#style.update(state.form);
    this.#state = state;
    this.#price.textContent = price ?? '';
    this.#destination.textContent = destination === undefined ? '' : this.#parts.translate('Saves to {0}', destination);
    this.#destination.title = this.#destination.textContent;
    this.#showReadiness();
    if (hasShrunk) this.#changed();
  }

  /** A prompt brings its own parent, or none. */
  fill(draft: Partial<Draft>): void {
    if (draft.prompt !== undefined) this.#prompt.fill(draft.prompt);
    if (draft.prompt !== undefined || draft.parent !== undefined) this.#parent = draft.parent;
    if (draft.prompt !== undefined) this.#filled = draft;
    this.#options.wish(draft.choices, draft.count);
    this.#changed();
    this.focus();
  }

  focus(): void {
    this.#prompt.focus();
  }

  #build(): HTMLElement {
    const sending = element('div', { class: 'sending' }, [this.#destination, this.#price, this.#generate]);
    const parts = [this.#prompt, this.#style, this.#options].map((part) => part.element);
    const body = element('div', { class: 'form-body' }, [...parts, sending, this.#notes.element]);
    // No form element: a webview has no leave to submit one, so a browser would ignore the button.
    // Who leaves the box may close the panel next: the extension keeps what was written.
    const onLeave = () => {
      if (this.#typing !== undefined) this.#post();
    };
    return element('div', { class: 'form', on: { focusout: onLeave } }, [body]);
  }

  get #draft(): Draft {
    const { count, choices, revision } = this.#options;
    const parent = this.#parent === undefined ? {} : { parent: this.#parent };
    return { prompt: this.#prompt.text, count, choices: { ...choices }, revision, ...parent };
  }

  #typed(isRecalled: boolean): void {
    const { text } = this.#prompt;
    if (isRecalled) this.#parent = text === this.#filled.prompt ? this.#filled.parent : undefined;
    else if (text === '') this.#parent = undefined;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#post();
    }, typingPauseMs);
    this.#showReadiness();
    this.#parts.onDraft(this.#draft);
  }

  #changed(): void {
    this.#post();
    this.#showReadiness();
    this.#parts.onDraft(this.#draft);
  }

  #post(): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    const draft = this.#draft;
    // For the choices, the beginning of what is too long will do.
    this.#parts.host.post({ type: 'draft', draft: { ...draft, prompt: draft.prompt.slice(0, longestPrompt) } });
  }

  #send(): void {
    if (!this.#isReady) return;
    this.#parts.host.post({ type: 'generate', draft: this.#draft });
    this.#prompt.clearSent();
    this.#parent = undefined;
    this.#changed();
    this.focus();
  }

  get #isReady(): boolean {
    return this.#obstacle === undefined && !this.#prompt.isBlank;
  }

  #showReadiness(): void {
    const isTooLong = this.#prompt.text.length > longestPrompt;
    const refusal = isTooLong ? this.#parts.translate('A prompt has at most 200,000 characters.') : undefined;
    if (this.#state) this.#obstacle = this.#notes.update(this.#state, refusal);
    this.#prompt.description = this.#obstacle;
    this.#generate.disabled = !this.#isReady;
  }

  #button(text: string): HTMLButtonElement {
    const click = () => {
      this.#send();
    };
    const attributes = { type: 'button', title: isMac() ? '⌘Enter' : 'Ctrl+Enter' };
    return element('button', { class: 'button button-primary', text, attributes, on: { click } });
  }
}
