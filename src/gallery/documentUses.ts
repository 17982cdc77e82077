import { posix } from 'node:path';
import * as vscode from 'vscode';
import { imageReferences, type ImageReference } from '../documents/imageReferences.ts';
import type { Log } from '../window/log.ts';
import { inParallel, Slices } from './index/slices.ts';
import type { LibraryRoot } from './libraryRoots.ts';

/** A place in a document that shows an image. */
export interface Use {
  readonly document: vscode.Uri;
  /** From 0. */
  readonly line: number;
  /** `docs/guide.md:12`, as people count. */
  readonly label: string;
  readonly alt: string;
}

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

interface ReadDocument {
  readonly uri: vscode.Uri;
  readonly references: readonly ImageReference[];
  /** The file names of all images that it may link to, in lower case, whether they exist or not. */
  readonly names: ReadonlySet<string>;
}

interface UseParts {
  readonly roots: readonly LibraryRoot[];
  /** Whether an image of the gallery lies at an absolute path. */
  readonly isImage: (path: string) => boolean;
  readonly onChange: () => void;
  readonly log: Log;
}

/** Larger ones are data, not documents. */
const mostBytes = 1_048_576;

/** Which documents show which images, by what lies on disk. */
export class DocumentUses {
  readonly #parts: UseParts;
  readonly #documents = new Map<string, ReadDocument>();
  #byImage: ReadonlyMap<string, readonly Use[]> = new Map();
  #isDisposed = false;

  constructor(parts: UseParts) {
    this.#parts = parts;
  }

  /** Reads these documents, anew when they were read before. */
  async read(documents: readonly KnownDocument[]): Promise<void> {
    await this.#inSlices(documents, (document) => this.#read(document));
  }

  /** Documents that are gone. */
  forget(isGone: (uri: vscode.Uri) => boolean): void {
    for (const [key, { uri }] of this.#documents) if (isGone(uri)) this.#documents.delete(key);
    this.#join();
  }

  /** Images that came or went: documents that name them are looked at again. */
  async imagesChanged(paths: readonly string[]): Promise<void> {
    const names = new Set(paths.map((path) => posix.basename(path).toLowerCase()));
    const concerned = [...this.#documents.values()].filter((document) =>
      [...names].some((name) => document.names.has(name)),
    );
    if (concerned.length === 0) return;
    await this.#inSlices(concerned, ({ uri }) => this.#readUri(uri));
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
    for (const uri of new Set([...onDisk, ...unsaved])) {
      const document = await this.#open(vscode.Uri.parse(uri, true));
      if (document) links.push(...this.#linksIn(document, image));
    }
    return links;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  #linksIn(document: vscode.TextDocument, image: vscode.Uri): readonly Link[] {
    const text = document.getText();
    return this.#referencesIn(document.uri, text, (path) => path === image.path).map(({ range: { start, end } }) => ({
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

  async #inSlices<Item>(items: readonly Item[], read: (item: Item) => Promise<void>): Promise<void> {
    const slices = new Slices();
    await inParallel([...items], 4, async (item) => {
      await slices.pause();
      if (!this.#isDisposed) await read(item);
    });
    this.#join();
  }

  async #read({ root, path, bytes }: KnownDocument): Promise<void> {
    const folder = this.#parts.roots[root];
    if (folder && bytes <= mostBytes) await this.#readUri(vscode.Uri.joinPath(folder.uri, path));
  }

  async #readUri(uri: vscode.Uri): Promise<void> {
    const root = this.#parts.roots.find((candidate) => uri.path.startsWith(`${candidate.path}/`));
    if (!root) return;
    try {
      const text = new TextDecoder().decode(await root.tree.read(uri.path));
      const names = new Set<string>();
      const references = this.#referencesIn(uri, text, (path) => {
        names.add(posix.basename(path).toLowerCase());
        return this.#parts.isImage(path);
      });
      if (names.size > 0) this.#documents.set(uri.toString(), { uri, references, names });
      else this.#documents.delete(uri.toString());
    } catch {
      this.#documents.delete(uri.toString());
    }
  }

  #referencesIn(uri: vscode.Uri, text: string, isImage: (path: string) => boolean): readonly ImageReference[] {
    const root = this.#parts.roots.find((candidate) => uri.path.startsWith(`${candidate.path}/`));
    const webRoots = root ? webRootsAbove(uri.path, root.path) : [];
    return imageReferences({ text, documentPath: uri.path, webRoots, isImage });
  }

  #join(): void {
    const byImage = new Map<string, Use[]>();
    const inOrder = [...this.#documents].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [, { uri, references }] of inOrder)
      for (const { path, line, alt } of references) {
        const label = `${vscode.workspace.asRelativePath(uri)}:${line + 1}`;
        const uses = byImage.get(path) ?? [];
        uses.push({ document: uri, line, label, alt });
        byImage.set(path, uses);
      }
    this.#byImage = byImage;
    if (!this.#isDisposed) this.#parts.onChange();
  }
}

/** What a web server may show as `/` for a document: every folder above it, and `public` and `static` in each. */
function webRootsAbove(documentPath: string, rootPath: string): readonly string[] {
  const roots: string[] = [];
  for (let folder = posix.dirname(documentPath); folder.startsWith(rootPath); folder = posix.dirname(folder)) {
    roots.push(`${folder}/public`, `${folder}/static`, folder);
    if (folder === rootPath || folder === '/') break;
  }
  return roots;
}
