import * as vscode from 'vscode';
import { documentLanguage } from './documentLanguage.ts';
import type { DocumentPart } from './documentPart.ts';

/** A document as the editor has it, unsaved changes included; undefined when it is not open. */
export function openParts(uri: vscode.Uri): readonly DocumentPart[] | undefined {
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.uri.toString() === key);
  if (notebook)
    return notebook
      .getCells()
      .filter(({ kind }) => kind === vscode.NotebookCellKind.Markup)
      .map(({ document, index }) => ({ text: document.getText(), languageId: document.languageId, cell: index }));
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key && !each.isClosed);
  return document && [{ text: document.getText(), languageId: documentLanguage(document) }];
}
