import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { DocumentUses } from './documentUses.ts';

/** How many names a question lists. */
const mostNames = 5;

/** Asks once, tells where the images are used, and moves them to the trash where there is one. */
export async function deleteImages(images: readonly vscode.Uri[], uses: DocumentUses): Promise<void> {
  const [first] = images;
  if (!first) return;
  const question =
    images.length === 1
      ? vscode.l10n.t('Delete {0}?', posix.basename(first.path))
      : vscode.l10n.t('Delete {0} images?', images.length);
  const label = vscode.l10n.t('Delete');
  const detail = [...usageLines(images, uses), fateOfFiles()].join('\n');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, label);
  if (answer !== label) return;
  const edit = new vscode.WorkspaceEdit();
  for (const image of images) edit.deleteFile(image, { ignoreIfNotExists: true });
  if (!(await vscode.workspace.applyEdit(edit)))
    void vscode.window.showErrorMessage(vscode.l10n.t('The images could not be deleted. They are where they were.'));
}

function usageLines(images: readonly vscode.Uri[], uses: DocumentUses): readonly string[] {
  const places = images.flatMap((image) => uses.usesOf(image).map((use) => use.label));
  if (places.length === 0) return [];
  const more = places.length - mostNames;
  return [
    images.length === 1 ? vscode.l10n.t('It is still used in:') : vscode.l10n.t('They are still used in:'),
    ...places.slice(0, mostNames).map((place) => `• ${place}`),
    ...(more > 0 ? [vscode.l10n.t('and {0} more places', more)] : []),
    '',
  ];
}

/** Only the desktop has a trash, and a setting may turn it off. */
function fateOfFiles(): string {
  const hasTrash =
    vscode.env.remoteName === undefined &&
    vscode.workspace.getConfiguration('files').get<boolean>('enableTrash') !== false;
  return hasTrash
    ? vscode.l10n.t('The files go to the trash.')
    : vscode.l10n.t('There is no trash here: Undo in the Explorer brings them back as long as this window is open.');
}
