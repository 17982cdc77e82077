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
      lens(range, { command: 'paperBoat.generateWanted', title: generate(), tooltip: prompt, arguments: [reference] }),
      lens(range, {
        ...{ command: 'paperBoat.editWanted', title: vscode.l10n.t('Edit prompt'), tooltip: prompt },
        arguments: [reference],
      }),
    ]),
    ...known.flatMap(({ range, uri, recipe, hasVersions }) => [
      lens(range, {
        ...{ command: 'paperBoat.regenerate', title: vscode.l10n.t('Regenerate'), tooltip: recipe.request.prompt },
        arguments: [uri],
      }),
      ...(hasVersions
        ? [lens(range, { command: 'paperBoat.compare', title: vscode.l10n.t('Compare'), arguments: [uri] })]
        : []),
    ]),
  ];
}

const generate = (): string => `$(sparkle) ${vscode.l10n.t('Generate')}`;

const lens = (range: vscode.Range, command: vscode.Command): vscode.CodeLens => new vscode.CodeLens(range, command);
