import { isRecipeFile } from '../documents/recipeFile.ts';
import type { Recipe } from '../images/recipe.ts';

/** An image file of the workspace. */
export interface ExistingFile {
  /** The address of its workspace folder. */
  readonly folder: string;
  /** Its way from there, with `/`. */
  readonly file: string;
  /** Of its bytes; absent when it was not read. */
  readonly hash?: string | undefined;
}

/** A file that a recipe names and that is not there. */
export interface MissingFile {
  readonly file: string;
  /** The newest one that names it. */
  readonly recipe: Recipe;
}

/** One whose bytes are in another file: it was moved perhaps, and costs nothing to have again. */
export interface MovedFile extends MissingFile {
  readonly at: ExistingFile;
}

export interface MissingRecipes {
  /** By file. */
  readonly missing: readonly MissingFile[];
  /** By file; none of them is missing. */
  readonly moved: readonly MovedFile[];
}

/**
 * What is gone of the images of a workspace folder.
 * @param recipes of the machine and of the folder's team; those of the team bear no `folder`
 * @param existing all images of the workspace
 * @param folder the address of the workspace folder
 */
export function missingRecipes(
  recipes: Iterable<Recipe>,
  existing: Iterable<ExistingFile>,
  folder: string,
): MissingRecipes {
  const newest = new Map<string, MissingFile>();
  for (const recipe of recipes) {
    const { file, folder: recorded = folder } = recipe;
    if (file === undefined || recorded !== folder || !isRecipeFile(file)) continue;
    const known = newest.get(nameOf(file));
    if (!known || known.recipe.createdAt <= recipe.createdAt) newest.set(nameOf(file), { file, recipe });
  }
  const byHash = new Map<string, ExistingFile>();
  for (const image of existing) {
    if (image.folder === folder) newest.delete(nameOf(image.file));
    if (image.hash !== undefined && isNearer(image, byHash.get(image.hash), folder)) byHash.set(image.hash, image);
  }
  const gone = [...newest.values()].sort((one, other) => (one.file < other.file ? -1 : 1));
  return {
    missing: gone.filter(({ recipe }) => !byHash.has(recipe.hash)),
    moved: gone.flatMap((each) => {
      const at = byHash.get(each.recipe.hash);
      return at ? [{ ...each, at }] : [];
    }),
  };
}

/** Disks may spell an accent in another way. */
const nameOf = (file: string): string => file.normalize('NFC');

/** Of several files with the same bytes one of the same folder is told, and always the same one. */
function isNearer(image: ExistingFile, known: ExistingFile | undefined, folder: string): boolean {
  if (!known) return true;
  const [isHere, wasHere] = [image.folder === folder, known.folder === folder];
  return isHere === wasHere ? image.file < known.file : isHere;
}
