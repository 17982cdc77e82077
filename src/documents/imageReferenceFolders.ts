import { posix } from 'node:path';
import { resolvePath } from './folderPath.ts';

/** More would only slow down a hostile text. */
const mostFolders = 8;

const imagesdir = /^:imagesdir:[ \t]+([^\r\n{}]{1,1024})$/gm;
const graphicspath = /\\graphicspath[ \t]*\{((?:\{[^{}\r\n]{1,300}\}\s{0,3}){1,8})\}/g;

/** Where a document's relative paths start: the folders that AsciiDoc or LaTeX names in it, and the document's own. */
export function imageFolders(text: string, documentPath: string): readonly string[] {
  const own = posix.dirname(documentPath);
  const named = [
    ...Array.from(text.matchAll(imagesdir), ([, folder = '']) => folder.trim()),
    ...Array.from(text.matchAll(graphicspath), ([, list = '']) => list.match(/[^{}]+/g) ?? [])
      .flat()
      .map((folder) => folder.trim()),
  ].filter((folder) => folder !== '' && !folder.includes('://'));
  return [...new Set([...named.slice(0, mostFolders).map((folder) => resolvePath(own, folder)), own])];
}
