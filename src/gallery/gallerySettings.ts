import * as vscode from 'vscode';
import { SettingReader } from '../settingReader.ts';

/** Which files of a workspace folder are images of the gallery: globs, relative to the folder. */
export interface GallerySettings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A settings file is hostile: more or longer globs than anybody writes are left out. */
const mostGlobs = 100;
const longestGlob = 300;

export function readGallerySettings(folder: vscode.Uri): GallerySettings {
  const gallery = vscode.workspace.getConfiguration('paperBoat.gallery', folder);
  const reader = new SettingReader((name) => gallery.get(name));
  const filesExclude = vscode.workspace.getConfiguration('files', folder).get<unknown>('exclude');
  const hidden = Object.entries(typeof filesExclude === 'object' && filesExclude ? filesExclude : {});
  return {
    include: usable(reader.list('include')),
    exclude: usable([...reader.list('exclude'), ...hidden.filter(([, isOn]) => isOn === true).map(([glob]) => glob)]),
  };
}

const usable = (globs: readonly string[]): readonly string[] =>
  globs.filter((glob) => glob !== '' && glob.length <= longestGlob).slice(0, mostGlobs);
