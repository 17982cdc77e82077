import * as vscode from 'vscode';
import type { Redactor } from '../api/redact.ts';

type MessageWindow = Pick<typeof vscode.window, 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage'>;

/** What has to be answered before anything goes on. */
export interface Question {
  readonly text: string;
  readonly detail?: string;
  /** Whether the answer may cost something that does not come back. */
  readonly isWarning?: boolean;
}

/**
 * Everything that is said in notifications and dialogs: no text gets there but through the redactor. Each verb answers
 * the label of the button that was pressed, undefined when the message was closed or went away.
 */
export class Notices {
  readonly #redactor: Redactor;
  readonly #window: MessageWindow;

  constructor(redactor: Redactor, window: MessageWindow = vscode.window) {
    this.#redactor = redactor;
    this.#window = window;
  }

  async info<Label extends string>(text: string, ...labels: readonly Label[]): Promise<Label | undefined> {
    return this.#window.showInformationMessage(this.#redactor.clean(text), ...labels);
  }

  async warn<Label extends string>(text: string, ...labels: readonly Label[]): Promise<Label | undefined> {
    return this.#window.showWarningMessage(this.#redactor.clean(text), ...labels);
  }

  async error<Label extends string>(text: string, ...labels: readonly Label[]): Promise<Label | undefined> {
    return this.#window.showErrorMessage(this.#redactor.clean(text), ...labels);
  }

  /** A modal dialog; VS Code adds Cancel, which answers undefined. */
  async question<Label extends string>(
    { text, detail, isWarning = false }: Question,
    ...labels: readonly Label[]
  ): Promise<Label | undefined> {
    const options = { modal: true, ...(detail !== undefined && { detail: this.#redactor.clean(detail) }) };
    const show = isWarning ? 'showWarningMessage' : 'showInformationMessage';
    return this.#window[show](this.#redactor.clean(text), options, ...labels);
  }
}
