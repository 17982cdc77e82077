import { posix } from 'node:path';
import { typeByName } from '../images/typeByName.ts';
import { fromTo, isFileName } from './folderPath.ts';

const longestFile = 1024;

/** Also as Windows abbreviates it. */
const ofGit = /^(?:\.git|git~\d+)$/i;

/**
 * Whether the `file` of a recipe, which may have been written by anybody, names an image inside its workspace folder, on
 * every system. Nothing of Git's own is one.
 */
export function isRecipeFile(file: string): boolean {
  return (
    file.length <= longestFile &&
    typeByName(file) !== undefined &&
    file.split('/').every((name) => isFileName(name) && !ofGit.test(name))
  );
}

/** The path of a Uri as the `file` of a recipe; undefined outside of the folder, and where other systems have no such name. */
export function recipeFileOf(folder: string, path: string): string | undefined {
  const file = fromTo(folder, path);
  return isRecipeFile(file) ? file : undefined;
}

/** Where the `file` of a recipe lies, as the path of a Uri; undefined when it is none. */
export function recipePath(folder: string, file: string): string | undefined {
  return isRecipeFile(file) ? posix.join(folder, file) : undefined;
}
