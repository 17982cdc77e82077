import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerHelp } from './help/registerHelp.ts';
import { lazy } from './lazy.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** Runs when VS Code has started, and only takes the commands: all that answers them is read at the first use. */
export function activate(context: vscode.ExtensionContext): void {
  const load = lazy(async () => {
    try {
      const { startPaperBoat } = await import('./paperBoat.ts');
      return startPaperBoat(context);
    } catch (error) {
      // VS Code shows it to whoever ran the command.
      throw new Error(
        vscode.l10n.t('Paper Boat could not be loaded. Try again, or reinstall it. ({0})', (error as Error).message),
        { cause: error },
      );
    }
  });
  const { contributes } = context.extension.packageJSON as Manifest;
  context.subscriptions.push(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...given: readonly unknown[]) =>
        (await load()).handlers[command]?.(...given),
      ),
    ),
    vscode.window.registerWebviewPanelSerializer('paperBoat.gallery', {
      deserializeWebviewPanel: async (panel) => (await load()).restoreGallery(panel),
    }),
  );
  context.subscriptions.push(
    registerHelp(lazy(async () => (await import('./imagesOfDocuments.ts')).startHelp(context))),
  );
  setImmediate(() => {
    hasRequests(join(context.globalStorageUri.fsPath, 'requests'))
      .then(async (isSo) => (isSo ? (await load()).tellInterrupted() : undefined))
      .catch((error: unknown) => vscode.window.showErrorMessage((error as Error).message));
  });
}

/** Whether requests were begun and not ended. A folder that is not there, or cannot be read, has none to tell of. */
async function hasRequests(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.length > 0;
}
