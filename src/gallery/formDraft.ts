import { readSettings } from '../settings.ts';
import { draftOf } from './formState.ts';
import type { LastEditor } from './lastEditor.ts';
import type { Draft } from './protocol.ts';

/** What is written in the form. It outlives the panel. */
export class FormDraft {
  readonly #lastEditor: LastEditor;
  #draft: Draft | undefined;

  constructor(lastEditor: LastEditor) {
    this.#lastEditor = lastEditor;
  }

  /** A form that was never touched holds what the settings say. */
  get now(): Draft {
    return (this.#draft ??= draftOf(readSettings(this.#lastEditor.document).request));
  }

  set now(draft: Draft) {
    this.#draft = draft;
  }

  /** What was written and not sent when the last panel was closed. */
  get unsent(): Partial<Draft> | undefined {
    return this.#draft?.prompt ? { prompt: this.#draft.prompt, parent: this.#draft.parent } : undefined;
  }
}
