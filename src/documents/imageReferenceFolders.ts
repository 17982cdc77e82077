import { posix } from 'node:path';
import { resolvePath } from './folderPath.ts';

/** More would only slow down a hostile text. */
const mostFolders = 8;

const imagesdir = /^:imagesdir:[ \t]{1,20}(?=\S)([^\r\n{}]{1,1024})$/gm;
const graphicspath = /\\graphicspath[ \t]*\{((?:\{[^{}\r\n]{1,300}\}\s{0,3}){1,8})\}/g;

/** Where a document's relative paths start: the folders that AsciiDoc or LaTeX names in it, and the document's own. */
export function imageFolders(text: string, documentPath: string): readonly string[] {
  const own = posix.dirname(documentPath);
  const named: string[] = [];
  for (const folder of namedFolders(text)) if (named.push(folder) === mostFolders) break;
  const local = named.filter((folder) => !folder.includes('://'));
  return [...new Set([...local.map((folder) => resolvePath(own, folder)), own])];
}

function* namedFolders(text: string): Generator<string> {
  for (const [, folder = ''] of text.matchAll(imagesdir)) yield folder.trim();
  for (const [, list = ''] of text.matchAll(graphicspath))
    for (const [folder] of list.matchAll(/[^\s{}][^{}]*/g)) yield folder.trim();
}
