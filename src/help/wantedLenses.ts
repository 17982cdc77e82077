import * as vscode from 'vscode';
import type { DocumentHelp } from './documentHelp.ts';
import { readHelpSettings } from './helpSettings.ts';
import type { MadeLinks } from './madeLinks.ts';

interface LensParts {
  readonly help: DocumentHelp;
  readonly made: MadeLinks;
}

/** Above images that are wanted: Generate, Edit prompt. Above those that Paper Boat made: Regenerate, Compare. */
export async function wantedLenses(
  document: vscode.TextDocument,
  { help, made }: LensParts,
): Promise<vscode.CodeLens[]> {
  if (!readHelpSettings(document).codeLens) return [];
  const wanted = await help.wantedIn(document);
  const known = await made.linksIn(document);
  return [
    ...wanted.flatMap(({ range, reference, wanted: { prompt } }) => [
      lens(range, 'paperBoat.generateWanted', vscode.l10n.t('$(sparkle) Generate'), prompt, reference),
      lens(range, 'paperBoat.editWanted', vscode.l10n.t('Edit prompt'), prompt, reference),
    ]),
    ...known.flatMap(({ range, uri, recipe, hasVersions }) => [
      lens(range, 'paperBoat.regenerate', vscode.l10n.t('Regenerate'), recipe.request.prompt, uri),
      ...(hasVersions ? [lens(range, 'paperBoat.compare', vscode.l10n.t('Compare'), '', uri)] : []),
    ]),
  ];
}

function lens(
  range: vscode.Range,
  command: string,
  title: string,
  tooltip: string,
  argument: unknown,
): vscode.CodeLens {
  return new vscode.CodeLens(range, { command, title, tooltip, arguments: [argument] });
}
