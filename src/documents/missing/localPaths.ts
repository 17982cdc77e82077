import { posix } from 'node:path';
import { resolvePath } from '../folderPath.ts';
import type { LinkSpot } from '../spots/imageSpot.ts';
import type { DocumentPlaces } from './documentPlaces.ts';

/**
 * Where the file of an image link may lie, as absolute Uri paths: first where it is made when it is nowhere. Empty for
 * an address of another host, inline data, a package, and whatever is no path.
 */
export function localPaths(spot: LinkSpot, places: DocumentPlaces, documentPath: string): readonly string[] {
  const path = pathOf(spot);
  if (path === undefined) return [];
  const stems = startsOf(path, spot, places).map(({ folder, rest }) => resolvePath(folder, rest));
  const endings = spot.extensions?.map((extension) => `.${extension}`) ?? [''];
  const paths = stems.flatMap((stem) => endings.map((ending) => stem + ending));
  return [...new Set(paths)].filter((each) => each !== documentPath);
}

/** Without query and fragment, with percent codes undone; undefined for what is no local path. */
function pathOf({ target, reads }: LinkSpot): string | undefined {
  const isFileAddress = /^file:/i.test(target);
  if (/^[a-z][a-z\d+.-]+:/i.test(target) && !isFileAddress) return undefined;
  if (target.startsWith('//') || isFileAddress) return undefined;
  // A home folder is in no workspace.
  if (reads === 'file' && /^~[^/]*\//.test(target)) return undefined;
  const written = reads === 'file' ? target : target.replace(/[?#][^]*$/, '');
  const path = reads === 'url' ? percentDecoded(written) : written;
  return path.trim() === '' || /[\0\r\n]/.test(path) || path.endsWith('/') ? undefined : path;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Start {
  readonly folder: string;
  readonly rest: string;
}

function startsOf(path: string, spot: LinkSpot, places: DocumentPlaces): readonly Start[] {
  const { root, folder, packageFolder = root } = places;
  const from = (folders: readonly (string | undefined)[], rest: string): readonly Start[] =>
    folders.flatMap((each) => (each === undefined ? [] : [{ folder: each, rest }]));
  const [, alias, inAlias = ''] = /^(@site|@|~)\/(.+)$/s.exec(path) ?? [];
  if (alias === '@site') return from([packageFolder], inAlias);
  if (alias !== undefined && spot.reads !== 'file')
    return from([places.sourceFolder, packageFolder, ...rootsOf(spot, places)], inAlias);
  if (path.startsWith('/')) return from(rootsOf(spot, places), `.${posix.resolve(path)}`);
  // What does not begin with a dot is a package.
  if (spot.reads === 'module') return /^\.\.?\//.test(path) ? from([folder], path) : [];
  const named = spot.folders?.map((each) => resolvePath(folder, each)) ?? [];
  return from([...named, folder], path);
}

/** What `/` may mean. */
function rootsOf({ reads }: LinkSpot, places: DocumentPlaces): readonly (string | undefined)[] {
  const { root, webRoot, packageFolder, sphinxFolder } = places;
  return reads === 'file' ? [sphinxFolder, root, packageFolder] : [webRoot, root, packageFolder];
}
