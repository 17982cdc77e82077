import type * as vscode from 'vscode';
import { recipeFileOf } from '../documents/recipeFile.ts';
import type { Recipe } from '../images/recipe.ts';

/** `machine`: the book of this machine. `workspace`: also the file that the team of the workspace folder shares. */
export type RecipeKeeping = 'machine' | 'workspace';

/** A folder that images are saved inside of. */
interface Root {
  readonly root: vscode.Uri;
  /** Absent when it is no workspace folder. */
  readonly recipes?: RecipeKeeping | undefined;
}

/** The recipe of an image that was saved, with its place in the workspace folder. */
export function placedRecipe(recipe: Recipe, { root, recipes }: Root, image: vscode.Uri): Recipe {
  const file = recipes && recipeFileOf(root.path, image.path);
  return file === undefined ? recipe : { ...recipe, file, folder: root.toString() };
}

/** The workspace folder, by path on disk, whose team shares the recipes of the images inside; undefined when none does. */
export function teamOf({ root, recipes }: Root): string | undefined {
  return recipes === 'workspace' && root.scheme === 'file' ? root.fsPath : undefined;
}
