import { markdownCells } from '../documents/spots/notebookCells.ts';
import { languageOfFile } from '../documents/spots/spotReaders.ts';

/** A text that is read by itself: a document, or a Markdown cell of a notebook. */
export interface DocumentPart {
  readonly text: string;
  readonly languageId: string;
  /** The number of the cell in its notebook, from 0; absent for a document. */
  readonly cell?: number;
}

/** What a file holds; nothing for a file of a language that has no images. */
export function partsIn(path: string, bytes: Uint8Array): readonly DocumentPart[] {
  // Without a byte order mark: an editor does not count it either.
  const text = new TextDecoder().decode(bytes);
  if (path.endsWith('.ipynb'))
    return markdownCells(text).map((cell) => ({ text: cell.text, languageId: 'markdown', cell: cell.index }));
  const languageId = languageOfFile(path.slice(path.lastIndexOf('/') + 1));
  return languageId === undefined ? [] : [{ text, languageId }];
}
