import type { LinkSpot } from '../spots/imageSpot.ts';
import type { DocumentPlaces } from './documentPlaces.ts';
import type { FolderNames } from './folderNames.ts';
import { localPaths } from './localPaths.ts';

/** What only a parser can judge: placeholders, hints and comments. Not `background-image:`. */
const asking =
  /placehold|picsum\.photos|dummyimage\.|lorem\.space|data-ai-hint|(?<![-\w])(?:image|picture)(?: prompt)?\s?[:：]|@(?:image|picture)/i;

const ending = /\.(?:png|jpe?g|webp|gif|avif|svg)(?![\w-])/gi;

/** Between these a whole path stands. Behind white space, only the definition of a Markdown reference does. */
const opening = /(?:["'`(<=[{:,]|\]:[ \t]{1,8})$/;

const longestPath = 1024;
const mostPaths = 5000;

/**
 * Whether a document of the web may want an image: a quick look that says yes too often, and spares the parser for
 * documents that have all they link to. It takes each piece of text with an image's extension for a path.
 */
export async function mayWant(
  text: string,
  documentPath: string,
  places: DocumentPlaces,
  names: FolderNames,
): Promise<boolean> {
  if (asking.test(text)) return true;
  const paths = new Set<string>();
  for (const { index, 0: extension } of text.matchAll(ending)) {
    const end = index + extension.length;
    const before = text.slice(Math.max(0, index - longestPath), end);
    const path = /[^\s"'`()<>[\]{}=,|]*$/.exec(before)?.[0] ?? '';
    if (path.includes('//')) continue;
    if (!opening.test(before.slice(0, -path.length)) || paths.size === mostPaths) return true;
    paths.add(path);
  }
  for (const path of paths) if (!(await isThere(path, documentPath, places, names))) return true;
  return false;
}

async function isThere(
  target: string,
  documentPath: string,
  places: DocumentPlaces,
  names: FolderNames,
): Promise<boolean> {
  const range = { start: 0, end: target.length };
  const spot: LinkSpot = { kind: 'link', whole: range, address: range, target, reads: 'url' };
  for (const path of localPaths(spot, places, documentPath)) if ((await names.find(path)) === 'there') return true;
  return false;
}
