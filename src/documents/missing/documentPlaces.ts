import { posix } from 'node:path';
import { isInside } from '../folderPath.ts';
import type { FolderNames } from './folderNames.ts';

/** The folders that the addresses of a document start at, as absolute Uri paths. */
export interface DocumentPlaces {
  /** The workspace folder: nothing outside of it is looked at or made. */
  readonly root: string;
  /** The document's own. */
  readonly folder: string;
  /** What a web server shows as `/`: `public` or `static` beside the nearest package.json. */
  readonly webRoot: string | undefined;
  /** That of the nearest package.json. */
  readonly packageFolder: string | undefined;
  /** That of the nearest conf.py: Sphinx reads `/` from there. */
  readonly sphinxFolder: string | undefined;
  /** `src` in the package folder, when there is one. */
  readonly sourceFolder: string | undefined;
}

/** Looks upwards from the document, not above its workspace folder. */
export async function placesOf(documentPath: string, root: string, names: FolderNames): Promise<DocumentPlaces> {
  const folder = posix.dirname(documentPath);
  const has = async (path: string): Promise<boolean> => (await names.find(path)) === 'there';
  const firstOf = async (paths: readonly string[]): Promise<string | undefined> => {
    for (const path of paths) if (await has(path)) return path;
    return undefined;
  };
  const above = foldersAbove(folder, root);
  const nearest = async (name: string): Promise<string | undefined> => {
    const file = await firstOf(above.map((each) => posix.join(each, name)));
    return file && posix.dirname(file);
  };
  const packageFolder = await nearest('package.json');
  const inPackage = (name: string): string[] => (packageFolder === undefined ? [] : [posix.join(packageFolder, name)]);
  return {
    ...{ root, folder, packageFolder },
    webRoot: await firstOf([...inPackage('public'), ...inPackage('static')]),
    sourceFolder: await firstOf(inPackage('src')),
    sphinxFolder: documentPath.endsWith('.rst') ? await nearest('conf.py') : undefined,
  };
}

function foldersAbove(folder: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let each = folder; isInside(root, each); each = posix.dirname(each)) {
    folders.push(each);
    if (each === root || each === '/') break;
  }
  return folders;
}
