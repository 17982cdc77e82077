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
    item.command = images > 0 ? 'paperBoat.cancel' : 'paperBoat.openGallery';
    const words =
      images > 0
        ? vscode.l10n.t('Paper Boat is generating images: {0}. Click to cancel.', images)
        : vscode.l10n.t('Paper Boat draws with {0}. Click to open the gallery.', model);
    item.tooltip = tooltipOf(words);
    item.accessibilityInformation = { label: words };
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

/** The words, and what else a click may be meant for. */
function tooltipOf(words: string): vscode.MarkdownString {
  const commands = [
    [vscode.l10n.t('Open Gallery'), 'paperBoat.openGallery'],
    [vscode.l10n.t('Choose Model'), 'paperBoat.chooseModel'],
  ] as const;
  const links = commands.map(([label, command]) => `[${label}](command:${command})`);
  const tooltip = new vscode.MarkdownString().appendText(words).appendMarkdown(`\n\n${links.join(' · ')}`);
  tooltip.isTrusted = { enabledCommands: commands.map(([, command]) => command) };
  return tooltip;
}
