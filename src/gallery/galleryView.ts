import * as vscode from 'vscode';
import { galleryHtml } from './galleryHtml.ts';
import type { IndexChange } from './index/changeBatches.ts';
import { ImageOutbox } from './index/imageOutbox.ts';
import { ImageLibrary, type LibraryStorage } from './imageLibrary.ts';
import { libraryRoots, type LibraryRoot } from './libraryRoots.ts';
import { readMessage } from './messageGuard.ts';
import type { FromPanel, PanelState, ToPanel } from './protocol.ts';
import { panelTexts } from './texts/panelTexts.ts';
import type { Log } from '../window/log.ts';

export interface ViewParts {
  readonly extensionUri: vscode.Uri;
  readonly storage: LibraryStorage;
  readonly memory: vscode.Memento;
  /** In the extension's own storage, by path on disk. */
  readonly keptImages: { readonly folder: string };
  readonly log: Log;
  /** What the page begins with, at once. */
  readonly firstStateOf: (view: GalleryView) => PanelState;
  /** All of what the page shows besides images. */
  readonly stateOf: (view: GalleryView) => Promise<PanelState>;
  readonly onMessage: (message: FromPanel, view: GalleryView) => void;
}

/** One panel and its library. Both end together; jobs do not belong to it. */
export class GalleryView implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  /** What is selected in the page, by id. */
  selection: readonly string[] = [];
  readonly #parts: ViewParts;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #outbox = new ImageOutbox({
    imageOf: (id) => this.#library.index.get(id),
    post: (message) => {
      this.post(message);
    },
  });
  #library: ImageLibrary;
  #roots: readonly LibraryRoot[];
  #isComplete = false;
  #isListening = false;
  #isDisposed = false;
  #onListening: ToPanel[] = [];
  #isStateDue = false;
  #statesAsked = 0;

  constructor(panel: vscode.WebviewPanel, parts: ViewParts) {
    this.panel = panel;
    this.#parts = parts;
    this.#roots = libraryRoots();
    this.#library = this.#openLibrary();
    panel.iconPath = vscode.Uri.joinPath(parts.extensionUri, 'media', 'icon.png');
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => {
        this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#leavePage();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#reopen();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('paperBoat.gallery') || event.affectsConfiguration('files.exclude'))
          this.#reopen();
      }),
    );
    this.#showPage();
  }

  get library(): ImageLibrary {
    return this.#library;
  }

  /** Sent now, or when the page stands. */
  post(message: ToPanel): void {
    if (this.#isDisposed) return;
    if (this.#isListening) void this.panel.webview.postMessage(message);
    else this.#onListening.push(message);
  }

  /** Several changes at once are one message. */
  sendState(): void {
    if (!this.#isListening || this.#isStateDue) return;
    this.#isStateDue = true;
    setImmediate(() => {
      this.#isStateDue = false;
      const asked = ++this.#statesAsked;
      if (this.#isDisposed) return;
      this.#parts.stateOf(this).then(
        (state) => {
          // An older answer may come later.
          if (this.#isListening && asked === this.#statesAsked) this.post({ type: 'state', state });
        },
        (error: unknown) => {
          this.#parts.log.error('The panel could not be brought up to date.', error);
        },
      );
    });
  }

  get roots(): PanelState['roots'] {
    return this.#roots.map(({ name, uri }) => ({ name, base: this.#address(uri) }));
  }

  get thumbnails(): string {
    return this.#address(vscode.Uri.file(this.#parts.storage.thumbnails));
  }

  get keptFolder(): string {
    return this.#address(vscode.Uri.file(this.#parts.keptImages.folder));
  }

  get versionsFolder(): string {
    return this.#address(vscode.Uri.file(this.#parts.storage.versions));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stopListening();
    this.#library.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #openLibrary(): ImageLibrary {
    const { storage, memory, log } = this.#parts;
    const library = new ImageLibrary({
      ...{ roots: this.#roots, storage, memory, log },
      onChange: (change) => {
        if (library === this.#library) this.#send(change);
      },
    });
    setImmediate(() => {
      library.start().catch((error: unknown) => {
        log.error('The images could not be listed.', error);
      });
    });
    return library;
  }

  /** Other folders, or other rules for them. */
  #reopen(): void {
    this.#library.dispose();
    this.#isComplete = false;
    this.#roots = libraryRoots();
    this.panel.webview.options = this.#options();
    this.#library = this.#openLibrary();
    this.sendState();
  }

  #showPage(): void {
    const { webview } = this.panel;
    const page = vscode.Uri.joinPath(this.#parts.extensionUri, 'dist', 'gallery');
    webview.options = this.#options();
    const { bundle = {} } = vscode.l10n;
    const translations = panelTexts.flatMap((text) => (bundle[text] === undefined ? [] : [[text, bundle[text]]]));
    webview.html = galleryHtml({
      script: this.#address(vscode.Uri.joinPath(page, 'main.js')),
      styles: ['gallery.css', 'icons.css'].map((name) => this.#address(vscode.Uri.joinPath(page, name))),
      cspSource: webview.cspSource,
      language: vscode.env.language,
      start: {
        translations: Object.fromEntries(translations) as Record<string, unknown>,
        worker: this.#address(vscode.Uri.joinPath(page, 'thumbnailWorker.js')),
        picture: this.#address(vscode.Uri.joinPath(this.#parts.extensionUri, 'media', 'icon.png')),
        state: this.#parts.firstStateOf(this),
      },
    });
  }

  /** As narrow as it can be: the page's own files, stored pictures, and the folders whose images it shows. */
  #options(): vscode.WebviewOptions {
    const { extensionUri, storage, keptImages } = this.#parts;
    const stored = [storage.thumbnails, storage.versions, keptImages.folder].map((path) => vscode.Uri.file(path));
    const own = ['dist/gallery', 'media'].map((path) => vscode.Uri.joinPath(extensionUri, path));
    return {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [...own, ...stored, ...this.#roots.map(({ uri }) => uri)],
    };
  }

  #address(uri: vscode.Uri): string {
    return this.panel.webview.asWebviewUri(uri).toString();
  }

  #receive(value: unknown): void {
    const message = readMessage(value);
    if (!message) {
      this.#parts.log.error('The panel said something that is not in the protocol.');
      return;
    }
    if (message.type === 'look') this.#outbox.look(message.ids);
    if (message.type === 'ready') this.#begin();
    else this.#parts.onMessage(message, this);
  }

  #stopListening(): void {
    this.#isListening = false;
    this.#outbox.stop();
  }

  /** A hidden page is gone; when it stands again, it begins with what holds now, and says that it is ready. */
  #leavePage(): void {
    this.#stopListening();
    this.#showPage();
  }

  /** The page stands, for the first time or again. */
  #begin(): void {
    this.#isListening = true;
    this.sendState();
    this.#outbox.begin(this.#library.told, this.#isComplete);
    const waiting = this.#onListening;
    this.#onListening = [];
    for (const message of waiting) this.post(message);
  }

  #send(change: IndexChange): void {
    this.#isComplete = change.isComplete;
    if (this.#isListening) this.#outbox.send(change);
  }
}
