import * as vscode from 'vscode';
import type { Help } from './startHelp.ts';

/** Where a document can have images, and Paper Boat can write. */
const selector: vscode.DocumentSelector = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
].map((scheme) => ({ scheme }));

const aboutImages =
  /image|picture|placehold|picsum|lorem\.space|data-ai-hint|includesvg|\.(?:png|jpe?g|webp|gif|avif|svg)\b/i;

/** More is data, not a document. */
const mostCharacters = 2_000_000;

/**
 * Lenses, quick fixes and hovers. They are part of the entry, which VS Code reads at its start, and so are small: all
 * that finds images is read when a document that may have some comes into view.
 */
export function registerHelp(load: () => Promise<Help>): vscode.Disposable {
  const lensesChanged = new vscode.EventEmitter<void>();
  let isFollowed = false;
  const help = async (document: vscode.TextDocument): Promise<Help | undefined> => {
    const text = document.getText();
    if (text.length > mostCharacters || !aboutImages.test(text)) return undefined;
    const loaded = await load();
    if (!isFollowed)
      loaded.onDidChange(() => {
        lensesChanged.fire();
      });
    isFollowed = true;
    return loaded;
  };
  return vscode.Disposable.from(
    lensesChanged,
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document) => (await help(document))?.lenses(document),
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, range, context) =>
          (await help(document))?.actions(document, range, context),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite] },
    ),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => (await help(document))?.hover(document, position),
    }),
  );
}
