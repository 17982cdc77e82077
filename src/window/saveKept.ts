import { homedir } from 'node:os';
import { extname, parse } from 'node:path';
import * as vscode from 'vscode';
import { memoryContent } from '../images/memoryContent.ts';
import { readSettings } from '../settings.ts';
import { imageFolderFor } from '../workspace/imageFolder.ts';
import type { KeptImage, KeptImages, UnsavedImage } from '../workspace/keptImages.ts';
import { asSaveError } from '../workspace/saveError.ts';
import { saveImage } from '../workspace/saveImage.ts';
import type { Notices } from './notices.ts';
import { pickOrDiscard } from './pickOrDiscard.ts';

export interface KeptParts {
  readonly keptImages: KeptImages;
  readonly notices: Notices;
}

/** Tells why an image is not where it belongs, and offers to save it elsewhere. Answers where it is now. */
export async function offerSaveAs(image: UnsavedImage, parts: KeptParts): Promise<vscode.Uri | undefined> {
  const { kept, reason } = image;
  // Without a reason there was simply no folder: the user is asked at once.
  if (!reason) return saveAsOrRemind(kept, parts);
  const label = vscode.l10n.t('Save As…');
  const answer = await parts.notices.warn(`${reason.message} ${whereItIs(image)}`, label);
  return answer === label ? saveAsOrRemind(kept, parts) : undefined;
}

function whereItIs({ kept, isPart }: UnsavedImage): string {
  if (kept.isInMemory)
    return vscode.l10n.t('Until this window closes or reloads, "Paper Boat: Save Kept Images" finds it.');
  return isPart
    ? vscode.l10n.t(
        'What arrived of the image is kept, and "Paper Boat: Save Kept Images" finds it again. It may have been billed all the same.',
      )
    : vscode.l10n.t('It is kept, and "Paper Boat: Save Kept Images" finds it again.');
}

/**
 * Saves an image where one without a document belongs now, over nothing that exists; where that cannot be done, the
 * user is told and may choose. Answers where it is now. Rejects when its bytes cannot be read.
 */
export async function saveWhereItBelongs(kept: KeptImage, parts: KeptParts): Promise<vscode.Uri | undefined> {
  const content = memoryContent(await parts.keptImages.read(kept));
  const { name: stem, ext } = parse(kept.name);
  const { folder: setting } = readSettings();
  let uri: vscode.Uri;
  try {
    const place = await imageFolderFor({ document: undefined, setting, fileName: kept.name });
    if (!place) return await offerSaveAs({ kept }, parts);
    uri = await saveImage({ content, stem, extension: ext.slice(1), id: kept.id }, place);
  } catch (error) {
    return offerSaveAs({ kept, reason: asSaveError(error, setting) }, parts);
  }
  await forget(kept, parts.keptImages);
  return uri;
}

/** Lets the user pick kept images and a place for each, or delete them for good. */
export async function saveKeptImages(parts: KeptParts): Promise<void> {
  const { keptImages, notices } = parts;
  let list = await keptImages.list();
  if (list.length === 0) void notices.info(vscode.l10n.t('No images are kept: every image is where it belongs.'));
  while (list.length > 0) {
    const choice = await pickOrDiscard({
      title: vscode.l10n.t('Save which images?'),
      discard: vscode.l10n.t('Delete for Good'),
      items: list.map((kept) => ({ label: kept.name, detail: kept.prompt, thing: kept })),
    });
    if (!choice) return;
    if ('wanted' in choice) return saveEach(choice.wanted, parts);
    await deleteKept(choice.unwanted, parts);
    list = await keptImages.list();
  }
}

/** Asks first: a deleted image is in no trash. */
export async function deleteKept(kept: KeptImage, { keptImages, notices }: KeptParts): Promise<void> {
  const label = vscode.l10n.t('Delete for Good');
  const text = vscode.l10n.t('Delete {0} for good?', kept.name);
  const detail = vscode.l10n.t('It cannot be brought back.');
  const answer = await notices.question({ text, detail, isWarning: true }, label);
  if (answer === label) await keptImages.remove(kept);
}

async function saveEach(list: readonly KeptImage[], parts: KeptParts): Promise<void> {
  for (const kept of list) {
    const uri = await saveAs(kept, parts);
    if (uri) void parts.notices.info(vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(uri)));
  }
}

async function saveAs(kept: KeptImage, { keptImages, notices }: KeptParts): Promise<vscode.Uri | undefined> {
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
    await vscode.workspace.fs.writeFile(uri, await keptImages.read(kept));
  } catch (error) {
    void notices.error(
      vscode.l10n.t('The image could not be saved there and is still kept: {0}', (error as Error).message),
    );
    return undefined;
  }
  await forget(kept, keptImages);
  return uri;
}

/** It is saved: a copy that cannot be removed is only offered once more. */
async function forget(kept: KeptImage, images: KeptImages): Promise<void> {
  await images.remove(kept).catch(() => undefined);
}

function spellingsOf(extension: string): string[] {
  return extension === 'jpg' ? ['jpg', 'jpeg'] : [extension];
}

async function saveAsOrRemind(kept: KeptImage, parts: KeptParts): Promise<vscode.Uri | undefined> {
  const uri = await saveAs(kept, parts);
  if (uri) return uri;
  void parts.notices.info(
    kept.isInMemory
      ? vscode.l10n.t(
          '{0} is kept until this window closes or reloads: "Paper Boat: Save Kept Images" finds it.',
          kept.name,
        )
      : vscode.l10n.t('{0} is kept: "Paper Boat: Save Kept Images" finds it again.', kept.name),
  );
  return undefined;
}
