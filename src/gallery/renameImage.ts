import { posix } from 'node:path';
import * as vscode from 'vscode';
import { isFileName } from '../documents/folderPath.ts';
import { renamedReference } from '../documents/imageReferences.ts';
import type { Notices } from '../window/notices.ts';
import type { DocumentUses } from './documentUses.ts';

interface RenameParts {
  readonly uses: DocumentUses;
  readonly notices: Notices;
}

/**
 * Gives an image file another name in its folder; the links in documents follow. All of it is one edit, which one undo
 * takes back. Answers undefined when it was left as it is.
 */
export async function renameImage(image: vscode.Uri, { uses, notices }: RenameParts): Promise<vscode.Uri | undefined> {
  const { base, ext, name: stem } = posix.parse(image.path);
  const links = await uses.linksTo(image);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename {0}', base),
    prompt:
      links.length > 0
        ? vscode.l10n.t('Links that follow: {0}. The extension {1} stays.', links.length, ext)
        : vscode.l10n.t('No document links to it. The extension {0} stays.', ext),
    value: base,
    valueSelection: [0, stem.length],
    validateInput: (text) => refusalOf(text, image),
  });
  if (typed === undefined) return undefined;
  const renamed = vscode.Uri.joinPath(image, '..', withExtension(typed, ext));
  if (renamed.path === image.path) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(image, renamed, { overwrite: false });
  // Anew: the documents may have changed while the box was open.
  for (const { document, range, written } of await uses.linksTo(image))
    edit.replace(document.uri, range, renamedReference(written, posix.basename(renamed.path), languageOf(document)));
  // As with a rename of a symbol, `files.refactoring.autoSave` decides whether the documents are saved.
  if (await vscode.workspace.applyEdit(edit, { isRefactoring: true })) return renamed;
  if (await exists(renamed)) {
    void notices.warn(vscode.l10n.t('{0} is renamed, but not all links could be changed.', base));
    return renamed;
  }
  void notices.error(vscode.l10n.t('{0} could not be renamed. Nothing was changed.', base));
  return undefined;
}

/** A notebook is JSON with Markdown in it. */
function languageOf({ uri, languageId }: vscode.TextDocument): string {
  return uri.path.endsWith('.ipynb') ? 'markdown' : languageId;
}

async function refusalOf(typed: string, image: vscode.Uri): Promise<string | undefined> {
  const { base, ext } = posix.parse(image.path);
  const name = withExtension(typed, ext);
  if (typed.trim() === '' || !isFileName(name))
    return vscode.l10n.t(
      'A file name has no slashes, colons, quotes or control characters, and does not end with a dot.',
    );
  if (name.toLowerCase() === base.toLowerCase()) return undefined;
  return (await exists(vscode.Uri.joinPath(image, '..', name)))
    ? vscode.l10n.t('There is a file of this name already.')
    : undefined;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** A name that is typed without the extension, or with another one, gets that of the file: its bytes stay what they are. */
function withExtension(typed: string, extension: string): string {
  const name = typed.trim();
  return name.toLowerCase().endsWith(extension.toLowerCase()) ? name : `${name}${extension}`;
}
