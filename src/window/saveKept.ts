import { homedir } from 'node:os';
import { extname } from 'node:path';
import * as vscode from 'vscode';
import type { KeptImage, KeptImages, UnsavedImage } from '../workspace/keptImages.ts';

/** Tells why an image is not where it belongs, and offers to save it elsewhere. Answers where it is now. */
export async function offerSaveAs({ kept, reason }: UnsavedImage, images: KeptImages): Promise<vscode.Uri | undefined> {
  // Without a reason there was simply no folder: the user is asked at once.
  if (!reason) return saveAsOrRemind(kept, images);
  const label = vscode.l10n.t('Save As…');
  const safe = kept.bytes
    ? vscode.l10n.t('Until this window closes or reloads, "Paper Boat: Save Kept Images" finds it.')
    : vscode.l10n.t('It is kept, and "Paper Boat: Save Kept Images" finds it again.');
  const answer = await vscode.window.showWarningMessage(`${reason.message} ${safe}`, label);
  return answer === label ? saveAsOrRemind(kept, images) : undefined;
}

/** Lets the user pick kept images and a place for each, or delete them for good. */
export async function saveKeptImages(images: KeptImages): Promise<void> {
  let list = await images.list();
  if (list.length === 0)
    void vscode.window.showInformationMessage(vscode.l10n.t('No images are kept: every image is where it belongs.'));
  while (list.length > 0) {
    const choice = await chooseAmong(list);
    if (!choice?.unwanted) return saveEach(choice?.wanted ?? [], images);
    await confirmAndDelete(choice.unwanted, images);
    list = await images.list();
  }
}

interface Choice {
  readonly wanted?: readonly KeptImage[];
  /** The one whose deletion was asked for. */
  readonly unwanted?: KeptImage;
}

/** Undefined when the user left. */
function chooseAmong(list: readonly KeptImage[]): Promise<Choice | undefined> {
  const box = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly kept: KeptImage }>();
  const trash = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete for Good') };
  box.title = vscode.l10n.t('Save which images?');
  box.canSelectMany = true;
  box.items = list.map((kept) => ({ label: kept.name, detail: kept.prompt, buttons: [trash], kept }));
  const { promise, resolve } = Promise.withResolvers<Choice | undefined>();
  const answer = (choice: Choice): void => {
    resolve(choice);
    box.hide();
  };
  const subscriptions = vscode.Disposable.from(
    box,
    box.onDidAccept(() => {
      answer({ wanted: box.selectedItems.map(({ kept }) => kept) });
    }),
    box.onDidTriggerItemButton(({ item }) => {
      answer({ unwanted: item.kept });
    }),
    box.onDidHide(() => {
      resolve(undefined);
      subscriptions.dispose();
    }),
  );
  box.show();
  return promise;
}

async function confirmAndDelete(kept: KeptImage, images: KeptImages): Promise<void> {
  const label = vscode.l10n.t('Delete for Good');
  const question = vscode.l10n.t('Delete {0} for good?', kept.name);
  const detail = vscode.l10n.t('It cannot be brought back.');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, label)) === label)
    await images.remove(kept);
}

async function saveEach(list: readonly KeptImage[], images: KeptImages): Promise<void> {
  for (const kept of list) {
    const uri = await saveAs(kept, images);
    if (uri)
      void vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(uri)));
  }
}

async function saveAs(kept: KeptImage, images: KeptImages): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const extension = extname(kept.name).slice(1);
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save image'),
    defaultUri: vscode.Uri.joinPath(folder, kept.name),
    // A name that is typed without an extension gets the first one.
    ...(extension && { filters: { [vscode.l10n.t('Images')]: spellingsOf(extension) } }),
  });
  if (!uri) return undefined;
  try {
    await vscode.workspace.fs.writeFile(uri, await images.read(kept));
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The image could not be saved there and is still kept: {0}', (error as Error).message),
    );
    return undefined;
  }
  // It is saved: a copy that cannot be removed is only offered once more.
  await images.remove(kept).catch(() => undefined);
  return uri;
}

function spellingsOf(extension: string): string[] {
  return extension === 'jpg' ? ['jpg', 'jpeg'] : [extension];
}

async function saveAsOrRemind(kept: KeptImage, images: KeptImages): Promise<vscode.Uri | undefined> {
  const uri = await saveAs(kept, images);
  if (uri) return uri;
  void vscode.window.showInformationMessage(
    kept.bytes
      ? vscode.l10n.t(
          '{0} is kept until this window closes or reloads: "Paper Boat: Save Kept Images" finds it.',
          kept.name,
        )
      : vscode.l10n.t('{0} is kept: "Paper Boat: Save Kept Images" finds it again.', kept.name),
  );
  return undefined;
}
