import * as vscode from 'vscode';
import { galleryHtml } from './galleryHtml.ts';
import type { IndexChange } from './index/changeBatches.ts';
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
  readonly log: Log;
  /** What the page begins with, at once. */
  readonly firstStateOf: (view: GalleryView) => PanelState;
  /** All of what the page shows besides images. */
  readonly stateOf: (view: GalleryView) => Promise<PanelState>;
  readonly onMessage: (message: FromPanel, view: GalleryView) => void;
}

/** Images that go to the page in one message; few at first, as those are seen at once. */
const mostImages = 1000;
const mostAtFirst = 200;

/** One panel and its library. Both end together; jobs do not belong to it. */
export class GalleryView implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  /** What is selected in the page, by id. */
  selection: readonly string[] = [];
  readonly #parts: ViewParts;
  readonly #subscriptions: vscode.Disposable[] = [];
  #library: ImageLibrary;
  #roots: readonly LibraryRoot[];
  /** What the library has found is told once it knows what comes first. */
  #isTold = false;
  #isComplete = false;
  #isListening = false;
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
        // A hidden page is gone: it will say when it stands again.
        if (!panel.visible) this.#isListening = false;
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
      void this.#parts.stateOf(this).then((state) => {
        // An older answer may come later.
        if (this.#isListening && asked === this.#statesAsked) this.post({ type: 'state', state });
      });
    });
  }

  get roots(): PanelState['roots'] {
    return this.#roots.map(({ name, uri }) => ({ name, base: this.#address(uri) }));
  }

  get thumbnails(): string {
    return this.#address(vscode.Uri.file(this.#parts.storage.thumbnails));
  }

  dispose(): void {
    this.#library.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #openLibrary(): ImageLibrary {
    const { storage, memory, log } = this.#parts;
    const library = new ImageLibrary({
      ...{ roots: this.#roots, storage, memory, log },
      onChange: (change) => {
        if (library === this.#library) this.#sendChange(change);
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
    this.#isTold = false;
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

  /** As narrow as it can be: the page's own files, the thumbnails, and the folders whose images it shows. */
  #options(): vscode.WebviewOptions {
    const { extensionUri, storage } = this.#parts;
    const own = ['dist/gallery', 'media'].map((path) => vscode.Uri.joinPath(extensionUri, path));
    return {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [...own, vscode.Uri.file(storage.thumbnails), ...this.#roots.map(({ uri }) => uri)],
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
    if (message.type === 'ready') this.#begin();
    else this.#parts.onMessage(message, this);
  }

  /** The page stands, for the first time or again. */
  #begin(): void {
    this.#isListening = true;
    this.sendState();
    if (this.#isTold) {
      const images = [...this.#library.index.list()];
      this.#sendChange({ isFirst: true, changed: images, removed: [], isComplete: this.#isComplete });
    }
    const waiting = this.#onListening;
    this.#onListening = [];
    for (const message of waiting) this.post(message);
  }

  #sendChange({ isFirst, changed, removed, isComplete }: IndexChange): void {
    this.#isTold = true;
    this.#isComplete = isComplete;
    if (!this.#isListening) return;
    let start = 0;
    do {
      const end = start + (isFirst && start === 0 ? mostAtFirst : mostImages);
      this.post({
        type: 'images',
        isFirst: isFirst && start === 0,
        changed: changed.slice(start, end),
        removed: start === 0 ? removed : [],
        isComplete: isComplete && end >= changed.length,
      });
      start = end;
    } while (start < changed.length);
  }
}
