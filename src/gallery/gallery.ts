import * as vscode from 'vscode';
import type { ApiKeys } from '../apiKey.ts';
import type { GenerationSession } from '../generationSession.ts';
import type { Interruptions } from '../interruptions.ts';
import type { Remedies } from '../remedies.ts';
import { settingsSection } from '../settings.ts';
import type { HouseStyles } from '../style/styleFile.ts';
import type { Log } from '../window/log.ts';
import type { SpendingSource } from '../window/monthlySpending.ts';
import type { Notices } from '../window/notices.ts';
import type { PromptHistory } from '../window/promptHistory.ts';
import type { KeptImages } from '../workspace/keptImages.ts';
import type { LanguageComments } from '../workspace/languageComments.ts';
import { targetsOf } from './actionTargets.ts';
import type { Job } from './cards.ts';
import { dragType, DropImages } from './dropImages.ts';
import { FormDraft } from './formDraft.ts';
import { GalleryView } from './galleryView.ts';
import type { LibraryStorage } from './imageLibrary.ts';
import { tellJob } from './jobNews.ts';
import { Jobs, type Listing } from './jobs.ts';
import { LastEditor } from './lastEditor.ts';
import { readMenuContext } from './messageGuard.ts';
import { filesOf, PageRequests } from './pageRequests.ts';
import type { FormSources } from './panelForm.ts';
import { firstPanelState, panelState } from './panelState.ts';
import type { Draft, GalleryAction } from './protocol.ts';
import { WaitingCards } from './waitingCards.ts';

export interface GalleryParts {
  readonly extensionUri: vscode.Uri;
  readonly storage: LibraryStorage;
  readonly memory: vscode.Memento;
  readonly session: GenerationSession;
  readonly remedies: Remedies;
  readonly keys: ApiKeys;
  readonly priceOf: FormSources['priceOf'];
  readonly styles: HouseStyles;
  readonly keptImages: KeptImages;
  readonly interruptions: Interruptions;
  readonly ledger: SpendingSource;
  readonly comments: LanguageComments;
  readonly history: PromptHistory;
  readonly notices: Notices;
  readonly log: Log;
}

/** Menus and the serializer know the panel by this. */
const viewType = 'paperBoat.gallery';

/** The gallery of this window: its jobs, and the panel as long as one is open. */
export class Gallery implements vscode.Disposable {
  readonly #parts: GalleryParts;
  readonly #lastEditor = new LastEditor();
  readonly #jobs: Jobs;
  readonly #waiting: WaitingCards;
  readonly #subscriptions: vscode.Disposable;
  #view: GalleryView | undefined;
  readonly #draft: FormDraft;
  readonly #requests: PageRequests;

  constructor(parts: GalleryParts) {
    this.#parts = parts;
    this.#draft = new FormDraft(this.#lastEditor, parts.styles);
    this.#waiting = new WaitingCards({ ...parts, onSaved: (uri) => this.#showSaved(uri) });
    this.#jobs = new Jobs({
      ...parts,
      onSaveKept: (id) => this.#waiting.decide('saveKept', id),
      onSaved: (uris) => this.#listingOf(uris),
      onReturn: (draft) => {
        this.#fillForm(draft);
      },
      onEnd: (job) => {
        // A card that nobody sees tells nothing.
        if (!this.#view?.panel.visible) this.#follow(this.#tell(job));
      },
    });
    this.#requests = new PageRequests({
      ...parts,
      ...{ jobs: this.#jobs, waiting: this.#waiting, draft: this.#draft, lastEditor: this.#lastEditor },
      fillForm: (draft) => {
        this.#fillForm(draft);
      },
      reveal: (uri) => this.#reveal(uri),
      follow: (work) => {
        this.#follow(work);
      },
    });
    const sendState = (): void => {
      this.#view?.sendState();
    };
    this.#subscriptions = vscode.Disposable.from(
      ...[this.#lastEditor, this.#jobs, this.#waiting],
      this.#jobs.onDidChange(sendState),
      this.#waiting.onDidChange(sendState),
      parts.ledger.onDidAppend(sendState),
      this.#lastEditor.onDidChange(sendState),
      parts.keys.onDidChange(sendState),
      parts.styles.onDidChange(sendState),
      vscode.workspace.onDidGrantWorkspaceTrust(sendState),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) sendState();
      }),
      // Another window may have spent something, and another month may have begun.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) sendState();
      }),
      vscode.languages.registerDocumentDropEditProvider(
        '*',
        new DropImages({ filesOf: (ids) => filesOf(ids, this.#view?.library), comments: parts.comments }),
        { dropMimeTypes: [dragType] },
      ),
    );
  }

  /** Brings the panel to the front, beside what is open. */
  open(): GalleryView {
    if (this.#view) {
      this.#view.panel.reveal();
      return this.#view;
    }
    const title = vscode.l10n.t('Paper Boat');
    const view = this.restore(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Beside));
    const { unsent } = this.#draft;
    if (unsent) this.#fillForm(unsent);
    return view;
  }

  /** Takes over a panel that VS Code kept over a reload. */
  restore(panel: vscode.WebviewPanel): GalleryView {
    this.#view?.panel.dispose();
    const view = new GalleryView(panel, {
      ...this.#parts,
      firstStateOf: (asking) => firstPanelState(this.#sourcesOf(asking, this.#draft.now)),
      stateOf: async (asking) => panelState(this.#sourcesOf(asking, await this.#draft.read())),
      onMessage: (message, from) => {
        this.#follow(this.#requests.answer(message, from));
      },
    });
    this.#view = view;
    panel.onDidDispose(() => {
      view.dispose();
      if (this.#view === view) this.#view = undefined;
      this.#jobs.forgetDone();
    });
    return view;
  }

  /** Shows what lies in a folder, or one image. */
  async show(uri: vscode.Uri): Promise<void> {
    const view = this.open();
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) return;
    const { type } = await vscode.workspace.fs.stat(uri);
    const path = uri.path.slice(folder.uri.path.length + 1);
    if ((type & vscode.FileType.Directory) !== 0)
      view.post({ type: 'showFolder', root: folders.indexOf(folder), path });
    else await this.#reveal(uri);
  }

  /** Shows an image beside its earlier versions. */
  async compare(uri: vscode.Uri): Promise<void> {
    const view = this.open();
    const isListed = await this.#reveal(uri);
    const id = view.library.idOf(uri);
    if (isListed && id !== undefined) view.post({ type: 'compare', id });
    else {
      const name = vscode.workspace.asRelativePath(uri);
      void this.#parts.notices.info(vscode.l10n.t('{0} is not among the images of the gallery.', name));
    }
  }

  /** A command of the panel's menus: for the image it was opened on, and all that are selected with it. */
  async run(action: GalleryAction, context: unknown): Promise<void> {
    const view = this.#view;
    if (!view) return;
    const id = readMenuContext(context);
    const all = id === undefined || view.selection.includes(id) ? view.selection : [id];
    await this.#requests.act(action, targetsOf(action, id, all), view);
  }

  dispose(): void {
    this.#view?.panel.dispose();
    this.#subscriptions.dispose();
  }

  /** What the page asked for is done in its own time; a fault is told. */
  #follow(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#parts.log.error('The gallery could not do this.', error);
      void this.#parts.notices.error(error instanceof Error ? error.message : String(error));
    });
  }

  #sourcesOf(view: GalleryView, draft: Draft): Parameters<typeof panelState>[0] {
    const { document } = this.#lastEditor;
    return { ...this.#parts, view, jobs: this.#jobs, waiting: this.#waiting, draft, document };
  }

  #fillForm(draft: Partial<Draft>): void {
    this.open().post({ type: 'fillForm', draft });
  }

  #listingOf(uris: readonly vscode.Uri[]): Listing {
    const library = this.#view?.library;
    if (!library) return { ids: [], missing: Promise.resolve([]) };
    return {
      ids: uris.flatMap((uri) => library.placeOf(uri) ?? []),
      missing: library.touch(uris).then(() => uris.filter((uri) => library.idOf(uri) === undefined)),
    };
  }

  async #tell(job: Job): Promise<void> {
    if (await tellJob(job, this.#parts.notices)) this.open();
  }

  /** @returns whether the gallery lists it */
  async #reveal(uri: vscode.Uri): Promise<boolean> {
    const view = this.#view;
    await view?.library.touch([uri]);
    const id = view?.library.idOf(uri);
    if (id !== undefined) view?.post({ type: 'reveal', id });
    return id !== undefined;
  }

  /** Where the user can see it, or else in words. */
  async #showSaved(uri: vscode.Uri): Promise<void> {
    if (await this.#reveal(uri)) return;
    void this.#parts.notices.info(vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(uri)));
  }
}
