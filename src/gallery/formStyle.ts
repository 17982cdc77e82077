import * as vscode from 'vscode';
import { sizeText } from '../api/sizes.ts';
import type { FoundStyle } from '../style/styleFile.ts';
import { fileOf } from '../workspace/imageFolder.ts';
import type { StyleState } from './protocol.ts';

const longestExcerpt = 200;

/** Where the images of the form go, as far as that decides their house style; undefined when the user will be asked. */
export function stylePlace(document: vscode.TextDocument | undefined): vscode.Uri | undefined {
  const { workspaceFolders = [] } = vscode.workspace;
  const file = document && fileOf(document);
  return file ?? (document || workspaceFolders.length === 1 ? workspaceFolders[0]?.uri : undefined);
}

/** What the form says of a style. */
export function styleState({ isOn, style, problems }: FoundStyle): StyleState | undefined {
  if (!style && problems.length === 0) return undefined;
  const { text = '', model, size, quality } = style ?? {};
  const words = [model, size && sizeText(size), quality, text.slice(0, longestExcerpt).toWellFormed()];
  const excerpt = words.filter(Boolean).join(' · ');
  return {
    ...{ isOn: isOn && style !== undefined, excerpt, text },
    ...(problems.length > 0 && { problem: problems.slice(0, 3).join(' ') }),
  };
}
