import * as vscode from 'vscode';
import { readSettings, settingsSection } from '../settings.ts';
import type { RunningGenerations } from './runningGenerations.ts';

/** The model in the status bar; while images are made, how many. */
export function showStatusBar(running: RunningGenerations): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('paperBoat.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Paper Boat';
  const update = (): void => {
    const { images } = running;
    const { model } = readSettings().request;
    void vscode.commands.executeCommand('setContext', 'paperBoat.isGenerating', images > 0);
    item.text = images > 0 ? `$(loading~spin) ${images}` : `$(file-media) ${model}`;
    item.command = images > 0 ? 'paperBoat.cancel' : 'paperBoat.chooseModel';
    item.tooltip =
      images > 0
        ? vscode.l10n.t('Paper Boat is generating images: {0}. Click to cancel.', images)
        : vscode.l10n.t('Paper Boat draws with {0}. Click to choose another model.', model);
    item.accessibilityInformation = { label: item.tooltip };
  };
  update();
  item.show();
  return vscode.Disposable.from(
    item,
    running.onDidChange(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.model`)) update();
    }),
  );
}
