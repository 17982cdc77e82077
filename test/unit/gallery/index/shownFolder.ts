import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { DiskTree } from '../../../../src/gallery/index/diskTree.ts';
import { FactsStore } from '../../../../src/gallery/index/factsStore.ts';
import type { IndexChange } from '../../../../src/gallery/index/changeBatches.ts';
import { ImageIndex } from '../../../../src/gallery/index/imageIndex.ts';
import type { IndexRoot } from '../../../../src/gallery/index/rootScan.ts';
import { RecipeBook } from '../../../../src/gallery/index/recipeBook.ts';
import { ThumbnailStore } from '../../../../src/gallery/index/thumbnailStore.ts';
import type { GalleryImage } from '../../../../src/gallery/protocol.ts';
import { memoryContent } from '../../../../src/images/memoryContent.ts';
import { recipeOf, type Recipe } from '../../../../src/images/recipe.ts';
import { pngHeader } from '../../images/headers.ts';

export const include = ['**/*.{png,jpg,jpeg,webp,gif,avif,svg}'];

/** Distinct for each pair of lengths. */
export const png = pngHeader(3, 2);

/** A disk that counts what is read of it. */
export class CountingTree extends DiskTree {
  readonly reads: string[] = [];
  lists = 0;

  override list(folder: string): ReturnType<DiskTree['list']> {
    this.lists++;
    return super.list(folder);
  }

  override read(path: string): Promise<Uint8Array> {
    if (!path.endsWith('.gitignore')) this.reads.push(path);
    return super.read(path);
  }
}

/** A folder on the disk that goes when its test ends. */
export async function temporaryFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-gallery-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Files with their contents, by path. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** By path, then by root. */
export function byPlace(one: GalleryImage, other: GalleryImage): number {
  if (one.path === other.path) return one.root - other.root;
  return one.path < other.path ? -1 : 1;
}

/** What the page knows: nothing but what it was told. */
export class Page {
  readonly changes: IndexChange[] = [];
  readonly #images = new Map<string, GalleryImage>();
  #waiting: (() => void)[] = [];

  take(change: IndexChange): void {
    this.changes.push(change);
    if (change.isFirst) this.#images.clear();
    for (const image of change.changed) this.#images.set(image.id, image);
    for (const id of change.removed) this.#images.delete(id);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  has(path: string, isSo: (image: GalleryImage) => boolean): boolean {
    return this.images.some((image) => image.path === path && isSo(image));
  }

  get images(): readonly GalleryImage[] {
    return [...this.#images.values()].sort(byPlace);
  }

  get paths(): readonly string[] {
    return this.images.map(({ path }) => path);
  }

  at(path: string): GalleryImage {
    const image = this.images.find((candidate) => candidate.path === path);
    if (!image) throw new Error(`The page shows no ${path}.`);
    return image;
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((go) => this.#waiting.push(go));
  }
}

export interface Shown {
  readonly index: ImageIndex;
  readonly page: Page;
  readonly tree: CountingTree;
  readonly log: readonly string[];
  readonly facts: FactsStore;
  readonly thumbnails: ThumbnailStore;
  /** Where recipes are appended. */
  readonly recipesFile: string;
  readonly touch: (...paths: string[]) => Promise<void>;
}

export interface ShownParts {
  readonly roots?: readonly Partial<IndexRoot>[];
  /** Where the stores are: the same in another window. */
  readonly storage: string;
  readonly favourites?: string[];
}

/** The index of a folder as a window has it, not walked yet. */
export function show(folder: string, { roots = [{}], storage, favourites = [] }: ShownParts): Shown {
  const page = new Page();
  const tree = new CountingTree();
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const facts = new FactsStore(join(storage, 'workspace'), log);
  const thumbnails = new ThumbnailStore(join(storage, 'thumbnails'), log);
  const recipesFile = join(storage, 'recipes.jsonl');
  const index = new ImageIndex({
    roots: roots.map((root) => ({ path: folder, tree, rules: { include, exclude: [] }, ...root })),
    ...{ facts, thumbnails, recipes: new RecipeBook(recipesFile, log), log },
    favourites: {
      get: () => favourites,
      set: (list) => Promise.resolve(void favourites.splice(0, Infinity, ...list)),
    },
    documentExtensions: new Set(['md', 'html']),
    onChange: (change) => {
      page.take(change);
    },
  });
  const touch = (...paths: string[]): Promise<void> => index.touch(paths.map((path) => join(folder, path)));
  return { index, page, tree, log: lines, facts, thumbnails, recipesFile, touch };
}

export function recipeLine(bytes: Uint8Array, prompt: string, more: Partial<Recipe> = {}): string {
  const request = { prompt, model: 'placeholder', count: 1 };
  const [startedAt, finishedAt] = [new Date(0), new Date(1)];
  return `${JSON.stringify({ ...recipeOf({ content: memoryContent(bytes), type: 'png' }, { request, startedAt, finishedAt }), ...more })}\n`;
}

/** All images that an index has, the newest first. */
export function listed(index: ImageIndex): readonly GalleryImage[] {
  return index.ids.flatMap((id) => index.get(id) ?? []);
}
