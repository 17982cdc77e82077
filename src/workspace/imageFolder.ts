import { posix } from 'node:path';
import * as vscode from 'vscode';
import { isInside, settingFolder } from '../documents/folderPath.ts';
import { fillTemplate, localDay } from '../documents/folderTemplate.ts';
import { markdownDestination, unusableSetting } from './markdownDestination.ts';
import { SaveError } from './saveError.ts';
import type { RecipeKeeping } from './placedRecipe.ts';
import type { Destination } from './saveImage.ts';

export interface ImageFolder extends Destination {
  /** The folder that a web server shows as `/`; links then start there. */
  readonly webRoot?: vscode.Uri;
  /** Who keeps the recipes of its images; absent outside of the workspace folders. */
  readonly recipes?: RecipeKeeping;
}

export interface FolderQuestion {
  readonly document: vscode.TextDocument | undefined;
  /** For images without a document; the first workspace folder when absent. */
  readonly workspaceFolder?: vscode.Uri;
  /** The setting `paperBoat.folder`; empty for the language's own place. */
  readonly setting: string;
  /** The name that the image will have, or one like it. */
  readonly fileName: string;
}

const webLanguages = new Set([
  ...['html', 'javascriptreact', 'typescriptreact', 'vue', 'svelte', 'astro', 'css', 'scss', 'less', 'sass', 'stylus'],
  ...['handlebars', 'php', 'razor', 'jade', 'pug'],
]);

/**
 * Where an image for a document belongs. Undefined without a workspace and without a file on disk: then only the
 * user knows. Throws a `SaveError` when a setting names no folder, or one outside of the workspace.
 */
export async function imageFolderFor(question: FolderQuestion): Promise<ImageFolder | undefined> {
  const { document, setting, fileName } = question;
  const file = document && fileOf(document);
  const root = rootFor(file, question.workspaceFolder);
  if (!root) return undefined;
  const place = setting
    ? { folder: folderOfSetting(setting, file, root) }
    : ((await placeByLanguage(document, file, { root, fileName })) ?? {
        folder: vscode.Uri.joinPath(file ? vscode.Uri.joinPath(file, '..') : root, 'images'),
      });
  if (!contains(root, place.folder))
    throw new SaveError(
      `Images are saved inside ${shown(root)} only, and ${shown(place.folder)} is outside. Change "paperBoat.folder" or "markdown.copyFiles.destination".`,
    );
  return { ...place, root };
}

/** The file behind a document: a notebook's for its cells; undefined for an untitled one. */
export function fileOf(document: vscode.TextDocument): vscode.Uri | undefined {
  if (document.uri.scheme === 'vscode-notebook-cell') {
    const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
      candidate.getCells().some((cell) => cell.document === document),
    );
    return notebook && !notebook.isUntitled ? notebook.uri : undefined;
  }
  return document.isUntitled ? undefined : document.uri;
}

/** The workspace folder of a file, or the folder of a file outside; without a file the chosen or first workspace folder. */
function rootFor(file: vscode.Uri | undefined, workspaceFolder: vscode.Uri | undefined): vscode.Uri | undefined {
  if (file) return vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..');
  return workspaceFolder ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

function folderOfSetting(setting: string, file: vscode.Uri | undefined, root: vscode.Uri): vscode.Uri {
  const documentFolder = file ? vscode.Uri.joinPath(file, '..') : root;
  const values = {
    workspaceFolder: root.path,
    documentDirname: documentFolder.path,
    documentBasename: file ? posix.parse(file.path).name : 'untitled',
    date: localDay(new Date()),
  };
  try {
    const path = fillTemplate(setting.replaceAll('\\', '/'), values);
    return root.with({ path: settingFolder(path, { root: root.path, documentFolder: documentFolder.path }) });
  } catch (error) {
    throw unusableSetting('paperBoat.folder', error);
  }
}

async function placeByLanguage(
  document: vscode.TextDocument | undefined,
  file: vscode.Uri | undefined,
  { root, fileName }: { readonly root: vscode.Uri; readonly fileName: string },
): Promise<Pick<ImageFolder, 'folder' | 'webRoot'> | undefined> {
  if (!document || !file) return undefined;
  if (document.languageId === 'markdown') {
    const target = markdownDestination(document, file, fileName);
    return target && { folder: vscode.Uri.joinPath(target, '..') };
  }
  const webRoot = webLanguages.has(document.languageId) ? await webRootAbove(file, root) : undefined;
  return webRoot && { webRoot, folder: vscode.Uri.joinPath(webRoot, 'images') };
}

/** The folder that a web server shows as `/`, when a document of the web has one and the image lies in it. */
export async function webRootFor(document: vscode.TextDocument, image: vscode.Uri): Promise<vscode.Uri | undefined> {
  const file = fileOf(document);
  const root = rootFor(file, undefined);
  if (!file || !root || !webLanguages.has(document.languageId)) return undefined;
  const webRoot = await webRootAbove(file, root);
  return webRoot && contains(webRoot, image) ? webRoot : undefined;
}

/** `public` or `static` beside the nearest package.json, not above the workspace folder. */
async function webRootAbove(file: vscode.Uri, root: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (
    let folder = vscode.Uri.joinPath(file, '..');
    contains(root, folder);
    folder = vscode.Uri.joinPath(folder, '..')
  ) {
    if (await exists(vscode.Uri.joinPath(folder, 'package.json'), vscode.FileType.File)) {
      for (const name of ['public', 'static']) {
        const candidate = vscode.Uri.joinPath(folder, name);
        if (await exists(candidate, vscode.FileType.Directory)) return candidate;
      }
      return undefined;
    }
    if (folder.path === '/' || folder.path === root.path) return undefined;
  }
  return undefined;
}

async function exists(uri: vscode.Uri, type: vscode.FileType): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    (stat) => (stat.type & type) !== 0,
    () => false,
  );
}

function contains(root: vscode.Uri, folder: vscode.Uri): boolean {
  return root.scheme === folder.scheme && isInside(root.path, folder.path);
}

/** As people know it: `C:\proj` rather than `/c:/proj`. */
const shown = (uri: vscode.Uri): string => (uri.scheme === 'file' ? uri.fsPath : uri.path);
