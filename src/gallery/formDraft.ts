import { readSettings } from '../settings.ts';
import type { HouseStyles } from '../style/styleFile.ts';
import { draftOf } from './formState.ts';
import type { LastEditor } from './lastEditor.ts';
import type { Draft } from './protocol.ts';
import { stylePlace } from './formStyle.ts';

/** What is written in the form. It outlives the panel. */
export class FormDraft {
  readonly #lastEditor: LastEditor;
  readonly #styles: Pick<HouseStyles, 'find' | 'known'>;
  #draft: Draft | undefined;

  constructor(lastEditor: LastEditor, styles: Pick<HouseStyles, 'find' | 'known'>) {
    this.#lastEditor = lastEditor;
    this.#styles = styles;
  }

  /** The same, once the house style is read. */
  async read(): Promise<Draft> {
    await this.#styles.find(stylePlace(this.#lastEditor.document));
    return this.now;
  }

  /** A form that was never touched holds what the settings and the house style say. */
  get now(): Draft {
    const { document } = this.#lastEditor;
    const found = this.#styles.known(stylePlace(document));
    return this.#draft ?? draftOf(readSettings(document).request, found?.isOn ? found.style : undefined);
  }

  set now(draft: Draft) {
    this.#draft = draft;
  }

  /** What was written and not sent when the last panel was closed. */
  get unsent(): Partial<Draft> | undefined {
    return this.#draft?.prompt ? { prompt: this.#draft.prompt, parent: this.#draft.parent } : undefined;
  }
}
