import * as vscode from 'vscode';
import { shortPrompt } from '../window/shortPrompt.ts';
import type { WantedPlace, WantedSource } from './wantedPlace.ts';

/** Quick fixes for images that are wanted, and a refactoring that draws the selected text. */
export async function wantedActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  help: WantedSource,
): Promise<vscode.CodeAction[]> {
  const places = (await help.wantedIn(document)).filter((place) => place.range.intersection(range));
  const fixes = places.flatMap((place) => actionsFor(place, document, context));
  return [...fixes, ...selectionAction(range, places.length > 0)];
}

function actionsFor(
  place: WantedPlace,
  document: vscode.TextDocument,
  { diagnostics }: vscode.CodeActionContext,
): readonly vscode.CodeAction[] {
  const { wanted, reference } = place;
  const own = diagnostics.filter((each) => isAbout(each, place));
  const isFix = wanted.kind === 'missing';
  const kind = isFix ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.RefactorRewrite;
  const generate = new vscode.CodeAction(vscode.l10n.t('Generate “{0}”', shortPrompt(wanted.prompt, 50)), kind);
  generate.command = { command: 'paperBoat.generateWanted', title: generate.title, arguments: [reference] };
  generate.diagnostics = own;
  generate.isPreferred = isFix;
  const all = new vscode.CodeAction(vscode.l10n.t('Generate all missing images of this document…'), kind);
  all.command = { command: 'paperBoat.generateMissing', title: all.title, arguments: [document.uri] };
  all.diagnostics = own;
  return [generate, all];
}

/** Our own hint, or the Markdown extension's about a file that is not there. */
function isAbout({ range, source, code }: vscode.Diagnostic, place: WantedPlace): boolean {
  const name = typeof code === 'object' ? code.value : code;
  const isKnown = source === 'Paper Boat' || name === 'link.no-such-file' || name === 'link.no-such-reference';
  return isKnown && range.intersection(place.range) !== undefined;
}

function selectionAction(range: vscode.Range, isTaken: boolean): readonly vscode.CodeAction[] {
  if (range.isEmpty || isTaken) return [];
  const action = new vscode.CodeAction(
    vscode.l10n.t('Generate image from the selection'),
    vscode.CodeActionKind.RefactorRewrite,
  );
  action.command = { command: 'paperBoat.generateFromSelection', title: action.title };
  return [action];
}
