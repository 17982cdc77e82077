import * as vscode from 'vscode';
import type { ApiKeys } from '../apiKey.ts';
import type { Recipe } from '../images/recipe.ts';
import { readSettings } from '../settings.ts';
import type { HouseStyle } from '../style/houseStyle.ts';
import type { HouseStyles } from '../style/styleFile.ts';
import { styledDefaults } from '../style/styledWish.ts';
import type { Notices } from '../window/notices.ts';
import type { LanguageComments } from '../workspace/languageComments.ts';
import { targetsOf } from './actionTargets.ts';
import type { FormDraft } from './formDraft.ts';
import { wishOf } from './formState.ts';
import { stylePlace } from './formStyle.ts';
import type { GalleryView } from './galleryView.ts';
import { ImageActions } from './imageActions.ts';
import type { ImageLibrary } from './imageLibrary.ts';
import type { Jobs } from './jobs.ts';
import type { LastEditor } from './lastEditor.ts';
import type { ImageFile } from './linkedImages.ts';
import type { Draft, FromPanel, GalleryAction } from './protocol.ts';
import { askUser } from './questions.ts';
import type { WaitingCards } from './waitingCards.ts';

interface RequestParts {
  readonly keys: ApiKeys;
  readonly memory: vscode.Memento;
  readonly comments: LanguageComments;
  readonly notices: Notices;
  readonly jobs: Jobs;
  readonly waiting: WaitingCards;
  readonly lastEditor: LastEditor;
  readonly draft: FormDraft;
  readonly styles: HouseStyles;
  readonly fillForm: (draft: Partial<Draft>) => void;
  readonly reveal: (uri: vscode.Uri) => Promise<unknown>;
  /** Lets something be done in its own time. */
  readonly follow: (work: Promise<unknown>) => void;
}

/** What the page asks for, and who does it. */
export class PageRequests {
  readonly #parts: RequestParts;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  async answer(message: FromPanel, view: GalleryView): Promise<void> {
    const { jobs, waiting, draft } = this.#parts;
    const { library } = view;
    switch (message.type) {
      case 'ready':
        return;
      case 'look':
        library.index.look(message.ids);
        return;
      case 'thumbnail':
        return library.index.setThumbnail(message);
      case 'undrawable':
        library.index.setUndrawable(message);
        return;
      case 'select':
        view.selection = message.ids;
        return;
      case 'details': {
        const details = await library.details(message.id);
        if (details) view.post({ type: 'details', details });
        return;
      }
      case 'run':
        return this.act(message.action, targetsOf(message.action, message.id, message.ids), view);
      case 'openUse':
        return library.openUse(message.id, message.index);
      case 'restore':
        return this.#restore(message.id, message.hash, library);
      case 'copyText':
        return vscode.env.clipboard.writeText(message.text);
      case 'draft':
        draft.now = message.draft;
        view.sendState();
        return;
      case 'generate':
        return this.#generate(message.draft);
      case 'toggleStyle':
        return this.#toggleStyle();
      case 'cancelJob':
        jobs.cancel(message.job);
        return;
      case 'dismissJob':
        jobs.dismiss(message.job);
        return;
      case 'remedy':
        return jobs.solve(message.job);
      case 'decide':
        return waiting.decide(message.decision, message.id);
      case 'ask':
        return askUser(message.question, {
          ...this.#parts,
          ...{ draft: draft.now, document: this.#parts.lastEditor.document, model: await this.#model() },
        });
    }
  }

  async act(action: GalleryAction, ids: readonly string[], view: GalleryView): Promise<void> {
    const { lastEditor, comments, notices, fillForm, follow, reveal } = this.#parts;
    const { library } = view;
    const actions = new ImageActions({
      ...{ lastEditor, comments, uses: library.uses, notices, fillForm },
      recipeOf: (id) => library.recipeOf(id),
      setFavourite: (marked, isFavourite) => library.index.setFavourite(marked, isFavourite),
      onMoved: (uris) => library.touch(uris),
      reveal: (uri) => {
        follow(reveal(uri));
      },
      repeat: (recipe) => {
        follow(this.#repeat(recipe));
      },
      copyPixels: (id) => {
        view.post({ type: 'copyImage', id });
      },
      compare: (id) => {
        view.post({ type: 'compare', id });
      },
    });
    await actions.run(action, filesOf(ids, library));
  }

  async #restore(id: string, hash: string, library: ImageLibrary): Promise<void> {
    const facts = await library.index.factsOf(id);
    const file = library.file(id);
    if (!file || !facts) return;
    try {
      await library.versions.restore({ uri: file.uri, hash: facts.hash }, hash);
    } finally {
      // Another program may have been quicker: then it is shown what that one did.
      await library.touch([file.uri]);
    }
  }

  async #generate(draft: Draft): Promise<void> {
    const { document } = this.#parts.lastEditor;
    this.#parts.draft.now = { ...draft, prompt: '' };
    const style = await this.#style();
    const { model } = styledDefaults(readSettings(document).request, style);
    await this.#parts.jobs.start({ wish: wishOf(draft, model, style), draft, document });
  }

  async #repeat({ request, hash, words = request.prompt }: Recipe): Promise<void> {
    const { document } = this.#parts.lastEditor;
    const draft = { prompt: words, parent: hash };
    await this.#parts.jobs.start({ wish: { ...request, count: 1 }, words, draft, document });
  }

  /** Undefined when it is off. */
  async #style(): Promise<HouseStyle | undefined> {
    const found = await this.#parts.styles.find(stylePlace(this.#parts.lastEditor.document));
    return found?.isOn ? found.style : undefined;
  }

  async #model(): Promise<string> {
    return styledDefaults(readSettings(this.#parts.lastEditor.document).request, await this.#style()).model;
  }

  async #toggleStyle(): Promise<void> {
    const { styles, lastEditor } = this.#parts;
    const found = await styles.find(stylePlace(lastEditor.document));
    if (found) await styles.toggle(found.folder);
  }
}

/** The files that ids stand for, as far as they are known; none without a panel. */
export function filesOf(ids: readonly string[], library: ImageLibrary | undefined): readonly ImageFile[] {
  return ids.flatMap((id) => library?.file(id) ?? []);
}
