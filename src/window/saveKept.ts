import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { KeptImage, KeptImages, UnsavedImage } from '../workspace/keptImages.ts';

/** Tells why an image is not where it belongs, and offers to save it elsewhere. Answers where it is now. */
export async function offerSaveAs({ kept, reason }: UnsavedImage, images: KeptImages): Promise<vscode.Uri | undefined> {
  // Without a reason there was simply no folder: the user is asked at once.
  if (!reason) return saveAsOrRemind(kept, images);
  const label = vscode.l10n.t('Save As…');
  const safe = kept.bytes
    ? vscode.l10n.t('Save it elsewhere before this window closes.')
    : vscode.l10n.t('It is kept, and "Paper Boat: Save Kept Images" finds it again.');
  const answer = await vscode.window.showWarningMessage(`${reason.message} ${safe}`, label);
  return answer === label ? saveAsOrRemind(kept, images) : undefined;
}

/** Lets the user pick kept images and a place for each. */
export async function saveKeptImages(images: KeptImages): Promise<void> {
  const list = await images.list();
  if (list.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No images are kept: every image is where it belongs.'));
    return;
  }
  const items = list.map((kept) => ({ label: kept.name, detail: kept.prompt, kept }));
  const title = vscode.l10n.t('Save which images?');
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  for (const { kept } of picked ?? []) {
    const uri = await saveAs(kept, images);
    if (uri)
      void vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(uri)));
  }
}

async function saveAs(kept: KeptImage, images: KeptImages): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save image'),
    defaultUri: vscode.Uri.joinPath(folder, kept.name),
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
  await images.remove(kept);
  return uri;
}

async function saveAsOrRemind(kept: KeptImage, images: KeptImages): Promise<vscode.Uri | undefined> {
  const uri = await saveAs(kept, images);
  if (!uri && !kept.bytes)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is kept: "Paper Boat: Save Kept Images" finds it again.', kept.name),
    );
  return uri;
}
