import { posix } from 'node:path';
import * as vscode from 'vscode';
import { imageReferencesWithPauses, type ImageReference } from '../documents/imageReferences.ts';
import type { Log } from '../window/log.ts';
import { usesByImage, webRootsAbove, type ReadDocument, type Use } from './imageUses.ts';
import { inParallel, Slices } from './index/slices.ts';
import type { LibraryRoot } from './libraryRoots.ts';

/** A link in an open document, as it is written now. */
export interface Link {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly written: string;
}

export interface KnownDocument {
  readonly root: number;
  /** Relative to the root. */
  readonly path: string;
  readonly bytes: number;
}

interface Reading {
  readonly text: string;
  readonly isImage: (path: string) => boolean;
  readonly slices: Slices;
}

interface UseParts {
  readonly roots: readonly LibraryRoot[];
  /** Whether an image of the gallery lies at an absolute path. */
  readonly isImage: (path: string) => boolean;
  readonly onChange: () => void;
  readonly log: Pick<Log, 'error'>;
}

/** Larger ones are data, not documents. */
const mostBytes = 1_048_576;

/** Which documents show which images, by what lies on disk. */
export class DocumentUses {
  readonly #parts: UseParts;
  readonly #documents = new Map<string, ReadDocument>();
  #byImage: ReadonlyMap<string, readonly Use[]> = new Map();
  /** The latest read of each document, while it is under way. */
  readonly #reading = new Map<string, Pick<ReadDocument, 'uri' | 'names'>>();
  /** Calls that read; the last one joins what all of them found. */
  #reads = 0;
  #isStale = false;
  #joining: Promise<void> | undefined;
  #isDisposed = false;

  constructor(parts: UseParts) {
    this.#parts = parts;
  }

  /** Reads these documents, anew when they were read before. */
  async read(documents: readonly KnownDocument[]): Promise<void> {
    await this.#inSlices(documents, (document, slices) => this.#read(document, slices));
  }

  /** Documents that are gone. */
  forget(isGone: (uri: vscode.Uri) => boolean): void {
    for (const { uri } of this.#documents.values()) if (isGone(uri)) this.#keep(uri, undefined);
    for (const [key, { uri }] of this.#reading) if (isGone(uri)) this.#reading.delete(key);
    void this.#join();
  }

  /** Images that came or went: documents that name them are looked at again. */
  async imagesChanged(paths: readonly string[]): Promise<void> {
    const slices = new Slices();
    const names = new Set<string>();
    for (const path of paths) {
      names.add(posix.basename(path).toLowerCase());
      await slices.pause();
    }
    const concerned = new Map<string, vscode.Uri>();
    for (const [key, document] of [...this.#documents, ...this.#reading]) {
      if (haveCommon(names, document.names)) concerned.set(key, document.uri);
      await slices.pause();
    }
    await this.#inSlices([...concerned.values()], (uri, shared) => this.#readUri(uri, shared));
  }

  usesOf(image: vscode.Uri): readonly Use[] {
    return this.#byImage.get(image.path) ?? [];
  }

  /** Image path → its uses. */
  get all(): ReadonlyMap<string, readonly Use[]> {
    return this.#byImage;
  }

  /** The links to an image as the documents stand now, unsaved changes included. Opens the documents. */
  async linksTo(image: vscode.Uri): Promise<readonly Link[]> {
    const onDisk = this.usesOf(image).map(({ document }) => document.toString());
    const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString());
    const links: Link[] = [];
    const slices = new Slices();
    for (const uri of new Set([...onDisk, ...unsaved])) {
      const document = await this.#open(vscode.Uri.parse(uri, true));
      if (document) links.push(...(await this.#linksIn(document, image, slices)));
    }
    return links;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  async #linksIn(document: vscode.TextDocument, image: vscode.Uri, slices: Slices): Promise<readonly Link[]> {
    const text = document.getText();
    const isImage = (path: string): boolean => path === image.path || this.#parts.isImage(path);
    const references = await this.#referencesIn(document.uri, { text, isImage, slices });
    return references
      .filter(({ path }) => path === image.path)
      .map(({ range: { start, end } }) => ({
        document,
        range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
        written: text.slice(start, end),
      }));
  }

  async #open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
    try {
      return await vscode.workspace.openTextDocument(uri);
    } catch (error) {
      this.#parts.log.error('A document with a link could not be opened.', error);
      return undefined;
    }
  }

  async #inSlices<Item>(items: readonly Item[], read: (item: Item, slices: Slices) => Promise<void>): Promise<void> {
    const slices = new Slices();
    this.#reads++;
    try {
      await inParallel([...items], 4, async (item) => {
        await slices.pause();
        if (!this.#isDisposed) await read(item, slices);
      });
    } finally {
      this.#reads--;
    }
    await this.#join();
  }

  async #read({ root, path, bytes }: KnownDocument, slices: Slices): Promise<void> {
    const folder = this.#parts.roots[root];
    if (folder && bytes <= mostBytes) await this.#readUri(vscode.Uri.joinPath(folder.uri, path), slices);
  }

  async #readUri(uri: vscode.Uri, slices: Slices): Promise<void> {
    const root = this.#rootOf(uri);
    if (!root) return;
    const names = new Set<string>();
    const reading = { uri, names };
    this.#reading.set(uri.toString(), reading);
    const isImage = (path: string): boolean => {
      names.add(posix.basename(path).toLowerCase());
      return this.#parts.isImage(path);
    };
    const references = await this.#referencesOnDisk(root, uri, { isImage, slices });
    // Forgotten, or read anew meanwhile.
    if (this.#reading.get(uri.toString()) !== reading) return;
    this.#reading.delete(uri.toString());
    const folder = this.#parts.roots.length > 1 ? `${root.name}/` : '';
    const label = folder + uri.path.slice(root.path.length + 1);
    this.#keep(uri, references && names.size > 0 ? { uri, label, references, names } : undefined);
  }

  /** Undefined when the document cannot be read. */
  async #referencesOnDisk(
    root: LibraryRoot,
    uri: vscode.Uri,
    how: Omit<Reading, 'text'>,
  ): Promise<readonly ImageReference[] | undefined> {
    try {
      const text = new TextDecoder().decode(await root.tree.read(uri.path));
      return await this.#referencesIn(uri, { ...how, text });
    } catch {
      return undefined;
    }
  }

  #referencesIn(uri: vscode.Uri, { text, isImage, slices }: Reading): Promise<readonly ImageReference[]> {
    const root = this.#rootOf(uri);
    const webRoots = root ? webRootsAbove(uri.path, root.path) : [];
    return imageReferencesWithPauses({ text, documentPath: uri.path, webRoots, isImage }, () => slices.pause());
  }

  #rootOf({ path }: vscode.Uri): LibraryRoot | undefined {
    const around = this.#parts.roots.filter((root) => path.startsWith(`${root.path}/`));
    return around.toSorted((one, other) => other.path.length - one.path.length)[0];
  }

  #keep(uri: vscode.Uri, document: ReadDocument | undefined): void {
    const key = uri.toString();
    const before = this.#documents.get(key)?.references.length ?? 0;
    if (document) this.#documents.set(key, document);
    else this.#documents.delete(key);
    if (before > 0 || (document && document.references.length > 0)) this.#isStale = true;
  }

  /** Once for all that changed, when nothing is being read any more. */
  #join(): Promise<void> {
    return (this.#joining ??= this.#joinChanges());
  }

  async #joinChanges(): Promise<void> {
    // Who forgets documents reads others in the same breath.
    await Promise.resolve();
    try {
      while (this.#isStale && this.#reads === 0) {
        this.#isStale = false;
        this.#byImage = await usesByImage([...this.#documents]);
        if (!this.#isDisposed) this.#parts.onChange();
      }
    } finally {
      this.#joining = undefined;
    }
  }
}

function haveCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  for (const name of few) if (many.has(name)) return true;
  return false;
}
