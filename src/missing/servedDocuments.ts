import * as vscode from 'vscode';
import { languageAt, type ImageToLink } from '../documents/imageInsertion.ts';
import type { TextEdit } from '../documents/insertion.ts';
import { servedEdits, type ServedImage } from '../documents/missing/servedEdits.ts';
import { spotOf } from '../documents/missing/wantedImages.ts';
import { spotReaderFor } from '../documents/spots/spotReaders.ts';
import { webRootFor } from '../workspace/imageFolder.ts';
import type { InsertionResult, InsertionStyle } from '../workspace/insertImages.ts';
import { linkTo, type SavedImage } from '../workspace/savedImage.ts';
import { documentLanguage } from './documentLanguage.ts';

/** An image that is there now, and the place that waits for it. */
export interface ServedPlace {
  readonly uri: vscode.Uri;
  readonly cell: number | undefined;
  /** Of the wanted image. */
  readonly key: string;
  readonly image: SavedImage;
  /** The file name, where the document names another one. */
  readonly renamedTo?: string;
}

/** How often an edit starts anew because the document changed under it. */
const mostAttempts = 5;

/** `gone`: a place is not there any more, and its image not linked. The others are. */
export type ServingResult = InsertionResult | 'gone';

/** Brings images into one document as one edit, which is one undo step. It is left to the user to save it. */
export async function serveDocument(
  uri: vscode.Uri,
  places: readonly ServedPlace[],
  style: InsertionStyle,
): Promise<ServingResult> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const parts = await openParts(uri, places);
    if (!parts) return 'closed';
    const versions = parts.map(({ document }) => document.version);
    const edit = new vscode.WorkspaceEdit();
    let served = 0;
    for (const { document, places: own } of parts)
      for (const { range, text } of await editsFor(document, own, style)) {
        const { start, end } = range;
        edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
        served++;
      }
    const result = served < places.length ? 'gone' : 'inserted';
    if (served === 0) return result;
    if (parts.some(({ document }, index) => document.version !== versions[index])) continue;
    if (await vscode.workspace.applyEdit(edit)) return result;
    if (parts.every(({ document }, index) => document.version === versions[index])) return 'readOnly';
  }
  return 'busy';
}

interface OpenPart {
  readonly document: vscode.TextDocument;
  readonly places: readonly ServedPlace[];
}

/** Opens the document where it is not; of a notebook the cells. Undefined when it is gone. */
async function openParts(uri: vscode.Uri, places: readonly ServedPlace[]): Promise<readonly OpenPart[] | undefined> {
  try {
    if (places.every(({ cell }) => cell === undefined))
      return [{ document: await vscode.workspace.openTextDocument(uri), places }];
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const byCell = Map.groupBy(places, (place) => cellOf(place, notebook));
    return [...byCell].flatMap(([cell, own]) => (cell ? [{ document: cell.document, places: own }] : []));
  } catch {
    return undefined;
  }
}

/** Where the place was, or where it is now: cells move. */
function cellOf({ cell = 0, key }: ServedPlace, notebook: vscode.NotebookDocument): vscode.NotebookCell | undefined {
  const cells = notebook.getCells();
  return [...cells.slice(cell, cell + 1), ...cells].find(({ document }) => {
    const text = document.getText();
    const reading = spotReaderFor(documentLanguage(document))?.(text);
    return reading && spotOf(key, text, reading);
  });
}

async function editsFor(
  document: vscode.TextDocument,
  places: readonly ServedPlace[],
  { comments, snippets }: InsertionStyle,
): Promise<readonly TextEdit[]> {
  const linked = { text: document.getText(), languageId: documentLanguage(document) };
  const reading = spotReaderFor(linked.languageId)?.(linked.text);
  if (!reading) return [];
  const languages = new Set(reading.spots.map(({ whole }) => languageAt(linked, whole.start)));
  const marks = await Promise.all([...languages].map(async (id) => [id, await comments.commentMarksOf(id)] as const));
  const served: ServedImage[] = [];
  for (const { key, image, renamedTo } of places)
    served.push({ key, image: await toLink(image, document), ...(renamedTo !== undefined && { renamedTo }) });
  return servedEdits(served, linked, reading, { marks: new Map(marks), snippets });
}

/** From the web's root, where the document has one and the image lies in it. */
async function toLink({ uri, prompt, size }: SavedImage, document: vscode.TextDocument): Promise<ImageToLink> {
  const webRoot = await webRootFor(document, uri);
  return { path: linkTo({ uri, prompt, ...(webRoot && { webRoot }) }, document), prompt, size };
}
