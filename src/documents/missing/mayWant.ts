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

/** White space before a path, and what is before that. */
const longestOpening = 10;
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
    const start = pathStart(text, index);
    const path = text.slice(start, end);
    if (path.includes('//')) continue;
    if (!opening.test(text.slice(Math.max(0, start - longestOpening), start)) || paths.size === mostPaths) return true;
    paths.add(path);
  }
  for (const path of paths) if (!(await isThere(path, documentPath, places, names))) return true;
  return false;
}

/** Where the piece of text begins that goes on to an offset without a mark that ends a path. */
function pathStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < longestPath && !/[\s"'`()<>[\]{}=,|]/.test(text.charAt(start - 1))) start--;
  return start;
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
