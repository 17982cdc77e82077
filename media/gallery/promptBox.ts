import { element } from './dom.ts';
import { PromptHistory } from './promptBoxHistory.ts';
import type { Translate } from './texts.ts';

interface PromptBoxParts {
  readonly translate: Translate;
  readonly text: string;
  /** `isRecalled` is true when the text is another one that was there before. */
  readonly onInput: (isRecalled: boolean) => void;
  readonly onSend: () => void;
}

/** Where the prompt is written; it grows with its text (by style sheet, so a long text costs no measuring). */
export class PromptBox {
  readonly element: HTMLElement;
  readonly #area: HTMLTextAreaElement;
  readonly #history = new PromptHistory();
  readonly #parts: PromptBoxParts;

  constructor(parts: PromptBoxParts) {
    this.#parts = parts;
    this.#area = element('textarea', {
      class: 'prompt-area',
      attributes: {
        id: 'prompt',
        rows: 3,
        dir: 'auto',
        spellcheck: 'true',
        placeholder: parts.translate('Describe an image'),
        'aria-keyshortcuts': 'Control+Enter Meta+Enter',
      },
      on: {
        input: () => {
          parts.onInput(false);
        },
        keydown: (event) => {
          this.#press(event);
        },
      },
    });
    this.#area.value = parts.text;
    const label = element('label', {
      class: 'visually-hidden',
      text: parts.translate('Prompt'),
      attributes: { for: 'prompt' },
    });
    this.element = element('div', { class: 'prompt-box' }, [label, this.#area]);
  }

  get text(): string {
    return this.#area.value;
  }

  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  set earlier(prompts: readonly string[]) {
    this.#history.earlier = prompts;
  }

  /** The id of the element that says why this cannot be sent. */
  set description(id: string | undefined) {
    if (id === undefined) this.#area.removeAttribute('aria-describedby');
    else this.#area.setAttribute('aria-describedby', id);
  }

  /** The cursor goes behind the text. What was there is one step back, as it may be nowhere else. */
  fill(text: string): void {
    if (!this.isBlank && this.text !== text) this.#history.remember(this.text, text);
    this.#write(text, text.length);
  }

  /** What was sent is the newest of the earlier prompts. */
  clearSent(): void {
    this.#history.remember(this.text);
    this.#write('', 0);
  }

  focus(): void {
    this.#area.focus();
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key === 'Enter' && (ctrlKey || metaKey)) {
      event.preventDefault();
      this.#parts.onSend();
    } else if (!ctrlKey && !metaKey && !altKey && !shiftKey && this.#recall(key)) {
      event.preventDefault();
    }
  }

  /** The cursor lands where the next press of the same key goes on. */
  #recall(key: string): boolean {
    const { value, selectionStart, selectionEnd } = this.#area;
    const isOlder = key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n');
    const isNewer = key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n');
    const text = isOlder ? this.#history.older(value) : isNewer ? this.#history.newer(value) : undefined;
    if (text === undefined) return false;
    this.#write(text, isOlder ? 0 : text.length);
    this.#parts.onInput(true);
    return true;
  }

  #write(text: string, cursor: number): void {
    this.#area.value = text;
    this.#area.setSelectionRange(cursor, cursor);
  }
}
