import * as vscode from 'vscode';
import { recipePath } from '../documents/recipeFile.ts';
import { RecipeBook } from '../gallery/index/recipeBook.ts';
import { missingRecipes, type ExistingFile, type MissingFile } from '../reproduce/missingRecipes.ts';
import type { Notices } from '../window/notices.ts';
import { teamFileIn } from '../workspace/teamFiles.ts';
import type { ChecklistEntry } from './checklistEntry.ts';
import type { ImageRecipes } from './imageRecipes.ts';
import type { MissingImages } from './missingImages.ts';
import { scanScope } from './workspaceScan.ts';

interface ReproductionParts {
  readonly missing: MissingImages;
  readonly recipes: ImageRecipes;
  /** The recipes of this machine, by path on disk. */
  readonly recipeFile: string;
  readonly notices: Notices;
  readonly log: (line: string) => void;
}

/** Files that are gone are written back by their recipes: checked when a document still links to them. */
export class Reproduction {
  readonly #parts: ReproductionParts;

  constructor(parts: ReproductionParts) {
    this.#parts = parts;
  }

  async list(): Promise<void> {
    const title = vscode.l10n.t('Looking for files that are gone');
    const entries = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.#entries(),
    );
    if (entries.length > 0) return this.#parts.missing.show(entries);
    const words = vscode.l10n.t('No image is gone that Paper Boat knows to have made here.');
    void this.#parts.notices.info(words);
  }

  async #entries(): Promise<readonly ChecklistEntry[]> {
    const { workspaceFolders = [] } = vscode.workspace;
    const existing = await this.#existing();
    const linked = await this.#linkedPaths();
    const entries: ChecklistEntry[] = [];
    for (const { uri: folder } of workspaceFolders) {
      const recipes = await this.#recipesOf(folder);
      const { missing, moved } = missingRecipes(recipes, existing, folder.toString());
      const entryOf = (each: MissingFile, at?: ExistingFile): ChecklistEntry | undefined =>
        reproduced(each, folder, { linked, at });
      entries.push(...missing.flatMap((each) => entryOf(each) ?? []));
      // A file that was moved is gone only for those who still link to its place.
      const wanted = moved.flatMap((each) => entryOf(each, each.at) ?? []);
      entries.push(...wanted.filter(({ isOptional }) => !isOptional));
    }
    return entries;
  }

  async #recipesOf(folder: vscode.Uri): Promise<RecipeBook['all']> {
    const { recipeFile, log } = this.#parts;
    const team = teamFileIn(folder);
    const book = new RecipeBook(recipeFile, log, () => (team === undefined ? [] : [team]));
    await book.refresh();
    return book.all;
  }

  async #existing(): Promise<readonly ExistingFile[]> {
    const files: ExistingFile[] = [];
    for (const uri of await this.#parts.recipes.files()) {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (!folder) continue;
      const hash = (await this.#parts.recipes.of(uri))?.hash;
      const file = uri.path.slice(folder.uri.path.length + 1);
      files.push({ folder: folder.uri.toString(), file, ...(hash !== undefined && { hash }) });
    }
    return files;
  }

  async #linkedPaths(): Promise<ReadonlySet<string>> {
    const { parts } = await scanScope('workspace', this.#parts.log);
    return new Set(parts.flatMap(({ wanted }) => wanted.flatMap(({ path }) => path ?? [])));
  }
}

interface ReproductionPlace {
  /** What documents link to and is not there. */
  readonly linked: ReadonlySet<string>;
  /** Where the same bytes are. */
  readonly at: ExistingFile | undefined;
}

function reproduced(
  { file, recipe }: MissingFile,
  folder: vscode.Uri,
  { linked, at }: ReproductionPlace,
): ChecklistEntry | undefined {
  const path = recipePath(folder.path, file);
  if (path === undefined) return undefined;
  const uri = folder.with({ path });
  const { prompt, ...wish } = recipe.request;
  const isLinked = linked.has(path);
  return {
    ...{ id: `reproduce ${uri.toString()}`, listedAt: uri, line: undefined, places: [], prompt },
    ...{ words: recipe.words ?? prompt, wish: { ...wish, count: 1 }, file: { uri, root: folder } },
    ...(at && { copyOf: vscode.Uri.joinPath(vscode.Uri.parse(at.folder, true), at.file) }),
    ...(!isLinked && { isOptional: true }),
  };
}
