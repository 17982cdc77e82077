import * as vscode from 'vscode';
import { rangeOf } from '../documents/missing/wantedImages.ts';
import type { LinkSpot } from '../documents/spots/imageSpot.ts';
import { spotReaderFor } from '../documents/spots/spotReaders.ts';
import { SpotScan } from '../documents/spots/spotScan.ts';
import { documentLanguage } from '../missing/documentLanguage.ts';
import { imageNews } from '../missing/imageNews.ts';
import { WantedReader, type WantingPart } from '../missing/wantedReader.ts';
import { EditorTree } from '../gallery/editorTree.ts';
import { libraryRoots } from '../gallery/libraryRoots.ts';
import { WantedDiagnostics } from './wantedDiagnostics.ts';
import type { WantedPlace, WantedSource } from './wantedPlace.ts';

/** A link of a document, and its file. */
export interface DocumentFile {
  readonly uri: vscode.Uri;
  readonly spot: LinkSpot;
}

interface OpenDocument {
  readonly scan: SpotScan;
  version: number;
  places?: Promise<readonly WantedPlace[]>;
}

/** Which images the open documents want, kept current while they are edited. */
export class DocumentHelp implements WantedSource, vscode.Disposable {
  readonly #documents = new Map<string, OpenDocument>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  /** By scheme and authority: each has files of its own. */
  readonly #readers = new Map<string, WantedReader>();

  constructor() {
    const images = vscode.workspace.createFileSystemWatcher(
      '**/*.{png,jpg,jpeg,webp,gif,avif,svg}',
      false,
      true,
      false,
    );
    const forget = (): void => {
      this.#forget();
    };
    this.#subscriptions = vscode.Disposable.from(
      ...[this.#changed, images, images.onDidCreate(forget), images.onDidDelete(forget)],
      imageNews.event(forget),
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#follow(event);
      }),
      // Commands are told the number of a cell.
      vscode.workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) forget();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#documents.delete(uri.toString());
      }),
      vscode.workspace.onDidRenameFiles(forget),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('paperBoat')) this.#changed.fire();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#readers.clear();
        forget();
      }),
      new WantedDiagnostics(this),
    );
  }

  /** In the order of the document, as it stands now. None in Restricted Mode, where nothing can be generated. */
  async wantedIn(document: vscode.TextDocument): Promise<readonly WantedPlace[]> {
    if (!vscode.workspace.isTrusted || !spotReaderFor(documentLanguage(document))) return [];
    const open = this.#open(document);
    return (open.places ??= this.#find(document, open));
  }

  /** Every image that the document shows or asks for, wanted or not. */
  spotsIn(document: vscode.TextDocument): SpotScan['reading']['spots'] {
    return spotReaderFor(documentLanguage(document)) ? this.#open(document).scan.reading.spots : [];
  }

  /** The files behind the links of a document, as far as they are there. */
  async filesOf(document: vscode.TextDocument, links: readonly LinkSpot[]): Promise<readonly DocumentFile[]> {
    const { uri } = ownerOf(document);
    const files = await this.#readerFor(uri).filesOf(uri.path, links);
    return files.map(({ path, spot }) => ({ uri: uri.with({ path }), spot }));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #open(document: vscode.TextDocument): OpenDocument {
    const key = document.uri.toString();
    const known = this.#documents.get(key);
    if (known?.version === document.version) return known;
    const scan = new SpotScan(documentLanguage(document), document.getText(), spotReaderFor);
    const open = { scan, version: document.version };
    this.#documents.set(key, open);
    return open;
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const open = this.#documents.get(document.uri.toString());
    if (!open || contentChanges.length === 0) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      ...{ offset: rangeOffset, removed: rangeLength, inserted: text.length },
    }));
    open.scan.edit(changes, document.getText());
    open.version = document.version;
    delete open.places;
    this.#changed.fire();
  }

  async #find(document: vscode.TextDocument, { scan }: OpenDocument): Promise<readonly WantedPlace[]> {
    const owner = ownerOf(document);
    const part = { text: document.getText(), languageId: documentLanguage(document) };
    const found = await this.#readerFor(owner.uri).resolve(owner.uri.path, part, scan.reading);
    return found ? placesOf(found, document, owner) : [];
  }

  #readerFor(uri: vscode.Uri): WantedReader {
    const key = `${uri.scheme}://${uri.authority}`;
    const own = libraryRoots().filter((root) => root.uri.scheme === uri.scheme && root.uri.authority === uri.authority);
    const reader = this.#readers.get(key) ?? new WantedReader(own, new EditorTree(uri));
    this.#readers.set(key, reader);
    return reader;
  }

  #forget(): void {
    for (const reader of this.#readers.values()) reader.forget();
    for (const open of this.#documents.values()) delete open.places;
    this.#changed.fire();
  }
}

function placesOf({ wanted }: WantingPart, document: vscode.TextDocument, owner: Owner): readonly WantedPlace[] {
  const at = (offset: number): vscode.Position => document.positionAt(offset);
  return wanted.map((each) => {
    const { start, end } = rangeOf(each.spot);
    const reference = {
      uri: owner.uri.toString(),
      key: each.key,
      ...(owner.cell !== undefined && { cell: owner.cell }),
    };
    return { wanted: each, range: new vscode.Range(at(start), at(end)), reference };
  });
}

interface Owner {
  readonly uri: vscode.Uri;
  readonly cell?: number;
}

/** The notebook of a cell, or the document itself. */
function ownerOf(document: vscode.TextDocument): Owner {
  if (document.uri.scheme !== 'vscode-notebook-cell') return { uri: document.uri };
  for (const notebook of vscode.workspace.notebookDocuments)
    for (const cell of notebook.getCells())
      if (cell.document === document) return { uri: notebook.uri, cell: cell.index };
  return { uri: document.uri };
}
