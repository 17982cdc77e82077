import { join } from 'node:path';
import type * as vscode from 'vscode';
import { RecipeBook } from '../gallery/index/recipeBook.ts';
import { VersionStore } from '../versions/versionStore.ts';
import { ImageRecipes } from '../missing/imageRecipes.ts';
import { teamFiles } from '../workspace/teamFiles.ts';
import { DocumentHelp } from './documentHelp.ts';
import { imageHover } from './imageHover.ts';
import { MadeLinks } from './madeLinks.ts';
import { wantedActions } from './wantedActions.ts';
import { wantedLenses } from './wantedLenses.ts';

/** What documents are told about their images. */
export interface Help {
  readonly onDidChange: vscode.Event<void>;
  lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]>;
  actions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]>;
  hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined>;
}

/** It ends with the extension's subscriptions. */
export function startHelp({ globalStorageUri, subscriptions }: vscode.ExtensionContext): Help {
  const help = new DocumentHelp();
  subscriptions.push(help);
  // What cannot be read is told by the gallery, which reads the same.
  const silent = (): void => undefined;
  const book = new RecipeBook(join(globalStorageUri.fsPath, 'recipes.jsonl'), silent, teamFiles);
  const recipes = new ImageRecipes(book, silent);
  const versions = new VersionStore(join(globalStorageUri.fsPath, 'versions'));
  const hasVersions = async (uri: vscode.Uri): Promise<boolean> =>
    (await versions.versionsOf(uri.toString())).length > 0;
  const made = new MadeLinks({ help, recipes, hasVersions });
  return {
    onDidChange: help.onDidChange,
    lenses: (document) => wantedLenses(document, { help, made }),
    actions: (document, range, context) => wantedActions(document, range, context, help),
    hover: (document, position) => imageHover(document, position, made),
  };
}
