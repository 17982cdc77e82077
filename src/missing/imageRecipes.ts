import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { RecipeBook } from '../gallery/index/recipeBook.ts';
import { RootScan } from '../gallery/index/rootScan.ts';
import { inParallel, Slices } from '../gallery/index/slices.ts';
import { libraryRoots } from '../gallery/libraryRoots.ts';
import type { Recipe } from '../images/recipe.ts';

/** An image file whose recipe is known. */
export interface KnownImage {
  readonly uri: vscode.Uri;
  /** Of its bytes, SHA-256 in hex. */
  readonly hash: string;
  readonly recipe: Recipe;
}

interface ReadFile {
  readonly mtime: number;
  readonly size: number;
  readonly hash: string;
}

/** Larger files are nothing that was generated. */
const mostBytes = 64 * 2 ** 20;

/** How the images of this workspace were made, by their bytes. */
export class ImageRecipes {
  readonly #book: RecipeBook;
  readonly #log: (line: string) => void;
  readonly #read = new Map<string, ReadFile>();

  constructor(book: RecipeBook, log: (line: string) => void) {
    this.#book = book;
    this.#log = log;
  }

  /** Undefined for an image that is gone, or that Paper Boat does not know to have made. */
  async of(uri: vscode.Uri): Promise<KnownImage | undefined> {
    await this.#book.refresh();
    const hash = await this.#hashOf(uri, true);
    const recipe = hash === undefined ? undefined : this.#book.byHash(hash);
    return hash !== undefined && recipe ? { uri, hash, recipe } : undefined;
  }

  /** Whether or not its recipe is known; undefined when it cannot be read. */
  hashOf(uri: vscode.Uri): Promise<string | undefined> {
    return this.#hashOf(uri, false);
  }

  /** All images of the workspace folders with a known recipe, in the order of their paths. */
  async all(): Promise<readonly KnownImage[]> {
    await this.#book.refresh();
    const found: KnownImage[] = [];
    for (const uri of await this.files()) {
      const hash = await this.#hashOf(uri, true);
      const recipe = hash === undefined ? undefined : this.#book.byHash(hash);
      if (hash !== undefined && recipe) found.push({ uri, hash, recipe });
    }
    return found;
  }

  /** All image files of the workspace folders, in the order of their paths. */
  async files(): Promise<readonly vscode.Uri[]> {
    const slices = new Slices();
    const roots = libraryRoots();
    const found: vscode.Uri[] = [];
    await inParallel([...roots], 1, async (root) => {
      const scan = new RootScan({
        ...{ root, documentExtensions: new Set<string>(), slices, isStopped: () => false, log: this.#log },
        otherRoots: new Set(roots.map(({ path }) => path).filter((path) => path !== root.path)),
        listener: {
          onFound: (path) => found.push(vscode.Uri.joinPath(root.uri, path)),
          onLost: () => undefined,
        },
      });
      await scan.walk();
    });
    return found.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** @param isForRecipe files of a length that no recipe has are not read */
  async #hashOf(uri: vscode.Uri, isForRecipe: boolean): Promise<string | undefined> {
    try {
      const { mtime, size } = await vscode.workspace.fs.stat(uri);
      if (size > mostBytes || (isForRecipe && !this.#book.hasBytes(size))) return undefined;
      const known = this.#read.get(uri.toString());
      if (known?.mtime === mtime && known.size === size) return known.hash;
      const bytes = await vscode.workspace.fs.readFile(uri);
      const hash = createHash('sha256').update(bytes).digest('hex');
      this.#read.set(uri.toString(), { mtime, size, hash });
      return hash;
    } catch {
      return undefined;
    }
  }
}
