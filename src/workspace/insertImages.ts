import * as vscode from 'vscode';
import { imageInsertion, languageAt, type LinkStyle } from '../documents/imageInsertion.ts';
import type { TextEdit } from '../documents/insertion.ts';
import { imagesToLink, linkedText } from './imageLinks.ts';
import type { LanguageComments } from './languageComments.ts';
import type { SavedImage } from './savedImage.ts';
import type { Target } from './target.ts';

/** Images, and the place that waits for them. */
export interface PlacedImages {
  readonly target: Target;
  readonly images: readonly SavedImage[];
}

export interface InsertionStyle {
  readonly comments: LanguageComments;
  /** Language id → the user's own template. */
  readonly snippets: Readonly<Record<string, string>>;
}

/** Whether the links are in the document now, and if not, why. */
export type InsertionResult = 'inserted' | 'closed' | 'readOnly' | 'busy';

/** How often an edit starts anew because the document changed under it. */
const mostAttempts = 5;

/** Writes all links of one document as one edit, which is one undo step. */
export async function insertImages(placed: readonly PlacedImages[], style: InsertionStyle): Promise<InsertionResult> {
  const document = placed[0]?.target.document;
  if (!document) return 'inserted';
  if (await isReadOnly(document)) return 'readOnly';
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const marks = await marksFor(placed, style.comments);
    if (document.isClosed) return 'closed';
    const { version } = document;
    const edit = new vscode.WorkspaceEdit();
    const changes: TextEdit[] = [];
    for (const { target, images } of joinSamePlaces(placed)) {
      const change = editFor(target, images, { snippets: style.snippets, marks });
      if (!change) continue;
      changes.push(change);
      edit.replace(document.uri, rangeOf(document, change), change.text);
    }
    if (await vscode.workspace.applyEdit(edit)) {
      putCaretBehind(document, changes);
      return 'inserted';
    }
    if (version === document.version) return 'readOnly';
  }
  return 'busy';
}

/** Two phrases of one comment are replaced by one text with both images. */
function joinSamePlaces(placed: readonly PlacedImages[]): readonly PlacedImages[] {
  const places = Map.groupBy(placed, ({ target: { range, placement } }) => JSON.stringify([range, placement]));
  return [...places.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, images: [first, ...others].flatMap(({ images }) => images) }] : [],
  );
}

/** Of every language that the links may land in: reading them takes time, in which the documents may change. */
async function marksFor(placed: readonly PlacedImages[], comments: LanguageComments): Promise<LinkStyle['marks']> {
  const languages = new Set(
    placed.map(({ target: { document, range } }) => languageAt(linkedText(document), range?.start ?? 0)),
  );
  const entries = [...languages].map(async (id) => [id, await comments.commentMarksOf(id)] as const);
  return new Map(await Promise.all(entries));
}

function editFor(target: Target, images: readonly SavedImage[], style: LinkStyle): TextEdit | undefined {
  const { document, range, placement, content } = target;
  if (!range || images.length === 0) return undefined;
  const place = { range, placement, content };
  return imageInsertion(imagesToLink(images, document), linkedText(document), place, style);
}

function rangeOf(document: vscode.TextDocument, { range }: TextEdit): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

/** A selection grows over what is inserted at its end, and the next key would replace the link. */
function putCaretBehind(document: vscode.TextDocument, changes: readonly TextEdit[]): void {
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== document) continue;
    const grewOver = (selection: vscode.Selection): boolean =>
      changes.some(({ text }) => text !== '' && document.getText(selection).includes(text.trim()));
    if (editor.selections.some(grewOver))
      editor.selections = editor.selections.map((selection) =>
        grewOver(selection) ? new vscode.Selection(selection.end, selection.end) : selection,
      );
  }
}

async function isReadOnly({ uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  const { fs } = vscode.workspace;
  if (isUntitled || fs.isWritableFileSystem(uri.scheme) === undefined) return false;
  if (fs.isWritableFileSystem(uri.scheme) === false) return true;
  return fs.stat(uri).then(
    ({ permissions }) => permissions === vscode.FilePermission.Readonly,
    () => false,
  );
}
