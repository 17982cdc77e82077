import { posix } from 'node:path';
import type * as vscode from 'vscode';
import type { ImageReference } from '../documents/imageReferences.ts';
import { Slices } from './index/slices.ts';

/** A place in a document that shows an image. */
export interface Use {
  readonly document: vscode.Uri;
  /** From 0. */
  readonly line: number;
  /** `docs/guide.md:12`, as people count. */
  readonly label: string;
  readonly alt: string;
}

export interface ReadDocument {
  readonly uri: vscode.Uri;
  /** As people know it: `docs/guide.md`. */
  readonly label: string;
  readonly references: readonly ImageReference[];
  /** The file names of all images that it may link to, in lower case, whether they exist or not. */
  readonly names: ReadonlySet<string>;
}

/** Documents by their Uri as text → image path → where it is shown, in the order of the documents. */
export async function usesByImage(
  documents: readonly (readonly [key: string, document: ReadDocument])[],
): Promise<ReadonlyMap<string, readonly Use[]>> {
  const slices = new Slices();
  const byImage = new Map<string, Use[]>();
  const inOrder = documents
    .filter(([, { references }]) => references.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, { uri, label, references }] of inOrder)
    for (const { path, line, alt } of references) {
      const uses = byImage.get(path) ?? [];
      uses.push({ document: uri, line, label: `${label}:${line + 1}`, alt });
      byImage.set(path, uses);
      await slices.pause();
    }
  return byImage;
}

/** What a web server may show as `/` for a document: every folder above it, and `public` and `static` in each. */
export function webRootsAbove(documentPath: string, rootPath: string): readonly string[] {
  const roots: string[] = [];
  for (let folder = posix.dirname(documentPath); folder.startsWith(rootPath); folder = posix.dirname(folder)) {
    roots.push(`${folder}/public`, `${folder}/static`, folder);
    if (folder === rootPath || folder === '/') break;
  }
  return roots;
}
