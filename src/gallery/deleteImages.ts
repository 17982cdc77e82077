import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { Notices } from '../window/notices.ts';
import type { DocumentUses } from './documentUses.ts';

/** How many places a question lists. */
const mostPlaces = 5;
/** An edit keeps the bytes of what it deletes, so that an undo brings it back; more than these would fill the memory. */
const mostInEdit = 20;

interface DeleteParts {
  readonly uses: DocumentUses;
  readonly notices: Notices;
}

/** Asks once, tells where the images are used, and moves them to the trash where there is one. */
export async function deleteImages(images: readonly vscode.Uri[], { uses, notices }: DeleteParts): Promise<void> {
  const [first] = images;
  if (!first) return;
  const text =
    images.length === 1
      ? vscode.l10n.t('Delete {0}?', posix.basename(first.path))
      : vscode.l10n.t('Delete {0} images?', images.length);
  const label = vscode.l10n.t('Delete');
  const detail = [...usageLines(await placesOf(images, uses), images.length), fateOf(images.length)].join('\n');
  const answer = await notices.question({ text, detail, isWarning: true }, label);
  if (answer !== label) return;
  await (images.length > mostInEdit ? deleteEach(images) : deleteInEdit(images));
  const left = await remainingOf(images);
  if (left.length > 0)
    void notices.error(
      vscode.l10n.t('Not deleted: {0} of {1} ({2})', left.length, images.length, left.slice(0, mostPlaces).join(', ')),
    );
}

/** Links in unsaved text count, too, as long as the images are few. */
async function placesOf(images: readonly vscode.Uri[], uses: DocumentUses): Promise<readonly string[]> {
  const places = new Set(images.flatMap((image) => uses.usesOf(image).map(({ label }) => label)));
  if (images.length <= mostPlaces)
    for (const image of images)
      for (const { document, range } of await uses.linksTo(image))
        places.add(`${vscode.workspace.asRelativePath(document.uri)}:${range.start.line + 1}`);
  return [...places];
}

function usageLines(places: readonly string[], images: number): readonly string[] {
  if (places.length === 0) return [];
  const more = places.length - mostPlaces;
  return [
    images === 1 ? vscode.l10n.t('It is still used in:') : vscode.l10n.t('They are still used in:'),
    ...places.slice(0, mostPlaces).map((place) => `• ${place}`),
    ...(more > 0 ? [vscode.l10n.t('and {0} more places', more)] : []),
    '',
  ];
}

function fateOf(images: number): string {
  if (hasTrash()) return vscode.l10n.t('The files go to the trash.');
  return images > mostInEdit
    ? vscode.l10n.t('There is no trash here: the files are deleted for good.')
    : vscode.l10n.t(
        'There is no trash here: Undo in the Explorer brings back what was deleted as long as this window is open.',
      );
}

/** Only the desktop has a trash, and a setting may turn it off. */
function hasTrash(): boolean {
  const isEnabled = vscode.workspace.getConfiguration('files').get<boolean>('enableTrash') !== false;
  return vscode.env.remoteName === undefined && isEnabled;
}

async function deleteInEdit(images: readonly vscode.Uri[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const image of images) edit.deleteFile(image, { ignoreIfNotExists: true });
  await vscode.workspace.applyEdit(edit);
}

async function deleteEach(images: readonly vscode.Uri[]): Promise<void> {
  const useTrash = hasTrash();
  for (const image of images)
    await vscode.workspace.fs.delete(image, { useTrash }).then(undefined, () => {
      // What is left is told of in the end.
    });
}

async function remainingOf(images: readonly vscode.Uri[]): Promise<readonly string[]> {
  const names = await Promise.all(
    images.map((image) =>
      vscode.workspace.fs.stat(image).then(
        () => [posix.basename(image.path)],
        () => [],
      ),
    ),
  );
  return names.flat();
}
