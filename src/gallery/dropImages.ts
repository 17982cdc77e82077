import * as vscode from 'vscode';
import { imageLinks, languageAt } from '../documents/imageInsertion.ts';
import { readSettings } from '../settings.ts';
import { imagesToLink, linkedText } from '../workspace/imageLinks.ts';
import type { LanguageComments } from '../workspace/languageComments.ts';
import { savedImage, type ImageFile } from './linkedImages.ts';

/** What the panel puts on a drag: the ids of images, as JSON. */
export const dragType = 'application/vnd.paper-boat.images';

interface DropParts {
  /** The images that are being dragged; ids that the gallery does not know are left out. */
  readonly filesOf: (ids: readonly string[]) => readonly ImageFile[];
  readonly comments: LanguageComments;
}

/** Images of the gallery dropped into a document become links in its language. */
export class DropImages implements vscode.DocumentDropEditProvider {
  readonly #parts: DropParts;

  constructor(parts: DropParts) {
    this.#parts = parts;
  }

  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    transfer: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const files = this.#parts.filesOf(readIds(await transfer.get(dragType)?.asString()));
    if (files.length === 0) return undefined;
    const [text, offset] = [linkedText(document), document.offsetAt(position)];
    const languageId = languageAt(text, offset);
    const marks = new Map([[languageId, await this.#parts.comments.commentMarksOf(languageId)]]);
    const images = await Promise.all(files.map((file) => savedImage(file, document)));
    const style = { marks, snippets: readSettings(document).snippets };
    const links = imageLinks(imagesToLink(images, document), text, offset, style);
    const label = files.length === 1 ? vscode.l10n.t('Insert image') : vscode.l10n.t('Insert {0} images', files.length);
    return new vscode.DocumentDropEdit(links.join('\n'), label);
  }
}

/** A drag may come from anywhere. */
function readIds(text: string | undefined): readonly string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(0, 1000) : [];
  } catch {
    return [];
  }
}
