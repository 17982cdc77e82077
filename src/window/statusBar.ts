import * as vscode from 'vscode';
import { readSettings, settingsSection } from '../settings.ts';
import { monthlySpending, type SpendingSource } from './monthlySpending.ts';
import type { RunningGenerations } from './runningGenerations.ts';

/** The model in the status bar; while images are made, how many. The tooltip tells what the month has cost. */
export function showStatusBar(running: RunningGenerations, source: SpendingSource): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('paperBoat.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Paper Boat';
  let spending: string | undefined;
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
    item.tooltip = tooltipOf(words, spending);
    item.accessibilityInformation = { label: spending === undefined ? words : `${words} ${spending}` };
  };
  const updateSpending = async (): Promise<void> => {
    spending = await spendingWords(source);
    update();
  };
  update();
  void updateSpending();
  item.show();
  return vscode.Disposable.from(
    item,
    running.onDidChange(update),
    source.onDidAppend(() => void updateSpending()),
    // Another window may have spent something, and another month may have begun.
    vscode.window.onDidChangeWindowState(({ focused }) => focused && void updateSpending()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.model`)) update();
      if (event.affectsConfiguration(`${settingsSection}.budget`)) void updateSpending();
    }),
  );
}

/** Undefined as long as money is no matter. */
async function spendingWords(source: SpendingSource): Promise<string | undefined> {
  const { spent, budget } = (await monthlySpending(source)) ?? {};
  if (spent === undefined) return undefined;
  return budget === undefined
    ? vscode.l10n.t('Spent this month: {0}.', spent)
    : vscode.l10n.t('Spent this month: {0} of {1}.', spent, budget);
}

/** The words, and what else a click may be meant for. */
function tooltipOf(words: string, spending: string | undefined): vscode.MarkdownString {
  const commands = [
    [vscode.l10n.t('Open Gallery'), 'paperBoat.openGallery'],
    [vscode.l10n.t('Choose Model'), 'paperBoat.chooseModel'],
    [vscode.l10n.t('Show Spending'), 'paperBoat.showSpending'],
  ] as const;
  const links = commands.map(([label, command]) => `[${label}](command:${command})`);
  const tooltip = new vscode.MarkdownString().appendText(words);
  if (spending !== undefined) tooltip.appendMarkdown('\n\n').appendText(spending);
  tooltip.appendMarkdown(`\n\n${links.join(' · ')}`);
  tooltip.isTrusted = { enabledCommands: commands.map(([, command]) => command) };
  return tooltip;
}
