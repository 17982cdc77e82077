import * as vscode from 'vscode';
import type { Recipe } from '../images/recipe.ts';
import type { Log } from '../window/log.ts';
import { teamFiles } from '../workspace/teamFiles.ts';
import { documentExtensions } from './documentExtensions.ts';
import { DocumentUses } from './documentUses.ts';
import { watchFolder } from './folderWatch.ts';
import { detailsOf } from './imageDetails.ts';
import type { IndexChange } from './index/changeBatches.ts';
import { idOf as imageId } from './index/imageFiles.ts';
import { FactsStore } from './index/factsStore.ts';
import { inFolder } from './index/fileTree.ts';
import { ImageIndex } from './index/imageIndex.ts';
import { placeIn } from './index/roots.ts';
import { RecipeBook } from './index/recipeBook.ts';
import { ThumbnailStore } from './index/thumbnailStore.ts';
import type { LibraryRoot } from './libraryRoots.ts';
import { ImageVersions } from './imageVersions.ts';
import { watchList } from './listWatch.ts';
import type { ImageFile } from './linkedImages.ts';
import type { GalleryImage, ImageDetails } from './protocol.ts';

/** Where the gallery remembers things, by path on disk. */
export interface LibraryStorage {
  readonly recipes: string;
  readonly thumbnails: string;
  /** What image files held before. */
  readonly versions: string;
  /** Of this workspace; absent when there is none. */
  readonly facts: string | undefined;
}

export interface LibraryParts {
  readonly roots: readonly LibraryRoot[];
  readonly storage: LibraryStorage;
  readonly memory: vscode.Memento;
  readonly onChange: (change: IndexChange) => void;
  readonly log: Log;
}

const favouritesKey = 'favourites';
/** Images that most pages have in view at first. */
const mostAtFirst = 40;

/** All images of the workspace with their recipes and uses, kept current. It lives as long as a panel shows it. */
export class ImageLibrary implements vscode.Disposable {
  readonly index: ImageIndex;
  readonly uses: DocumentUses;
  readonly versions: ImageVersions;
  readonly #parts: LibraryParts;
  readonly #recipes: RecipeBook;
  readonly #subscriptions: vscode.Disposable[] = [];
  /** Absolute path → id, of all images. */
  readonly #ids = new Map<string, string>();
  readonly #paths = new Map<string, string>();
  #isDisposed = false;

  constructor(parts: LibraryParts) {
    const { roots, storage, memory, log } = parts;
    const write = (line: string): void => {
      log.info(line);
    };
    this.#parts = parts;
    this.#recipes = new RecipeBook(storage.recipes, write, teamFiles);
    this.versions = new ImageVersions(storage.versions, log);
    this.index = new ImageIndex({
      roots,
      documentExtensions,
      facts: new FactsStore(storage.facts, write),
      thumbnails: new ThumbnailStore(storage.thumbnails, write),
      recipes: this.#recipes,
      favourites: {
        get: () => memory.get<readonly string[]>(favouritesKey, []),
        set: (list) => memory.update(favouritesKey, list),
      },
      onChange: (change) => {
        this.#note(change);
        parts.onChange(change);
        // The page will ask for them: the newest are told first. It may not stand yet.
        if (change.isFirst) this.index.look(change.changed.slice(0, mostAtFirst).map(({ id }) => id));
      },
      log: write,
    });
    this.uses = new DocumentUses({
      ...{ roots, log },
      isImage: (path) => this.#ids.has(path),
      onChange: () => {
        this.index.setUses(this.#usesById());
      },
    });
  }

  /** Resolves when all is listed and every document was read. */
  async start(): Promise<void> {
    if (this.#isDisposed) return;
    const { roots, storage, log } = this.#parts;
    const follow = (work: Promise<void>): void => {
      work.catch((error: unknown) => {
        log.error('A change on disk could not be followed.', error);
      });
    };
    const watches = roots.map(({ uri }) =>
      watchFolder(uri, (uris) => {
        follow(this.touch(uris));
      }),
    );
    const watchLines = (file: string, read: () => Promise<void>): vscode.Disposable =>
      watchList(file, {
        onChange: () => {
          follow(read());
        },
        log: (line) => {
          log.info(line);
        },
      });
    this.#subscriptions.push(
      ...watches,
      // Those of teams are files of the folders that are watched anyway.
      watchLines(storage.recipes, () => this.index.refreshRecipes()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        follow(this.index.refreshRecipes());
      }),
      watchLines(this.versions.listFile, () => this.#refreshVersions()),
    );
    follow(this.#refreshVersions());
    await this.index.walk();
    await this.uses.read([...this.index.documents]);
  }

  /** Files or folders that may have changed, appeared or gone. */
  async touch(uris: readonly vscode.Uri[]): Promise<void> {
    await this.index.touch(uris.map(({ path }) => path));
    const touched = new Set(uris.map(({ path }) => path));
    const documents = [...this.index.documents];
    const there = new Set(documents.map((document) => this.#pathOf(document)));
    this.uses.forget(({ path }) => !there.has(path));
    await this.uses.read(documents.filter((document) => isTouched(this.#pathOf(document), touched)));
  }

  /** The ids of all images that were told, the newest first. */
  get told(): readonly string[] {
    return this.index.ids.filter((id) => this.#paths.has(id));
  }

  /** The id of an image that is listed. */
  idOf(uri: vscode.Uri): string | undefined {
    const id = this.placeOf(uri);
    return id !== undefined && this.index.get(id) ? id : undefined;
  }

  /** The id that a file has when it is listed; undefined outside of the workspace folders. */
  placeOf({ path }: vscode.Uri): string | undefined {
    const place = placeIn(this.#parts.roots, path);
    return place && imageId(this.#parts.roots[place.root]?.path ?? '', place.path);
  }

  file(id: string): ImageFile | undefined {
    const image = this.index.get(id);
    if (!image) return undefined;
    const uri = this.#uriOf(image);
    const alt = this.uses.usesOf(uri).find((use) => use.alt !== '')?.alt;
    return { image, uri, ...(alt !== undefined && { alt }) };
  }

  /** Reads the image for its hash when that is not known yet. */
  async recipeOf(id: string): Promise<Recipe | undefined> {
    const facts = await this.index.factsOf(id);
    return facts && this.#recipes.byHash(facts.hash);
  }

  /** Undefined when the image is gone. */
  async details(id: string): Promise<ImageDetails | undefined> {
    const recipe = await this.recipeOf(id);
    const file = this.file(id);
    if (!file) return undefined;
    const { facts, modifiedAt } = file.image;
    const present = { uri: file.uri, hash: facts?.hash ?? '' };
    const children = facts ? this.#recipes.children(facts.hash) : [];
    return detailsOf({
      ...{ id, recipe, modifiedAt },
      uses: this.uses.usesOf(file.uri).map(({ label }) => label),
      parent: recipe?.parent === undefined ? undefined : this.index.withHash(recipe.parent)[0]?.id,
      children: children.flatMap(({ hash }) => this.index.withHash(hash)[0]?.id ?? []),
      versions: await this.versions.earlier(present, (hash) => this.#recipes.byHash(hash)),
    });
  }

  /** Opens the document of a use at its line. */
  async openUse(id: string, use: number): Promise<void> {
    const file = this.file(id);
    const place = file && this.uses.usesOf(file.uri)[use];
    if (!place) return;
    const position = new vscode.Position(place.line, 0);
    const column = vscode.window.visibleTextEditors[0]?.viewColumn;
    await vscode.commands.executeCommand('vscode.open', place.document, {
      selection: new vscode.Range(position, position),
      ...(column !== undefined && { viewColumn: column }),
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.index.dispose();
    this.uses.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Keeps the way from paths to images; documents that name one which came or went are read again. */
  #note({ isFirst, changed, removed, isComplete }: IndexChange): void {
    if (isFirst) {
      this.#ids.clear();
      this.#paths.clear();
    }
    const moved: string[] = [];
    for (const id of removed) {
      const path = this.#paths.get(id);
      if (path === undefined) continue;
      this.#paths.delete(id);
      this.#ids.delete(path);
      moved.push(path);
    }
    for (const image of changed) {
      const path = this.#pathOf(image);
      if (!this.#ids.has(path)) moved.push(path);
      this.#ids.set(path, image.id);
      this.#paths.set(image.id, path);
    }
    // Before that, no document was read.
    if (isComplete && moved.length > 0) void this.uses.imagesChanged(moved);
  }

  async #refreshVersions(): Promise<void> {
    const files = await this.versions.files();
    this.index.setVersioned(new Set(files.flatMap((file) => this.placeOf(file) ?? [])));
  }

  #usesById(): ReadonlyMap<string, { readonly count: number; readonly alt: string }> {
    const entries = [...this.uses.all].flatMap(([path, uses]) => {
      const id = this.#ids.get(path);
      const alt = [...new Set(uses.map((use) => use.alt))].filter((text) => text !== '').join(' · ');
      return id === undefined ? [] : [[id, { count: uses.length, alt }] as const];
    });
    return new Map(entries);
  }

  #uriOf({ root, path }: GalleryImage): vscode.Uri {
    const folder = this.#parts.roots[root];
    if (!folder) throw new Error('An image without a folder.');
    return vscode.Uri.joinPath(folder.uri, path);
  }

  #pathOf({ root, path }: Pick<GalleryImage, 'root' | 'path'>): string {
    return inFolder(this.#parts.roots[root]?.path ?? '', path);
  }
}

function isTouched(path: string, touched: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (touched.has(path.slice(0, end))) return true;
  return false;
}
