import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { Calendar } from './money/calendar.ts';
import { csvHeader, csvRecords } from './money/csv.ts';
import type { SpendingLedger } from './money/ledger.ts';
import { inSlices } from './money/slices.ts';
import { Totals } from './money/totals.ts';
import { readSettings } from './settings.ts';
import { spendingReport } from './spendingReport.ts';
import type { Notices } from './window/notices.ts';

const scheme = 'paper-boat-spending';
const daysListed = 60;
const dayMs = 86_400_000;

/** What the ledger holds, for people to read and for spreadsheets. */
export class SpendingView implements vscode.Disposable {
  readonly #ledger: Pick<SpendingLedger, 'read'>;
  readonly #notices: Notices;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;

  constructor(ledger: Pick<SpendingLedger, 'read'>, notices: Notices) {
    this.#ledger = ledger;
    this.#notices = notices;
    const provider = { onDidChange: this.#changed.event, provideTextDocumentContent: () => this.#write() };
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, provider);
  }

  /** In VS Code's own Markdown preview, or as text where that is switched off. An open view is brought up to date. */
  async show(): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Spending')}.md` });
    this.#changed.fire(uri);
    if (vscode.extensions.getExtension('vscode.markdown-language-features'))
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(uri, { preview: false });
  }

  async export(): Promise<void> {
    const entries = await this.#ledger.read();
    if (entries.length === 0) {
      void this.#notices.info(vscode.l10n.t('Nothing was spent yet: there is nothing to export.'));
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const uri = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export spending'),
      defaultUri: vscode.Uri.joinPath(folder, 'paper-boat-spending.csv'),
      filters: { CSV: ['csv'] },
    });
    if (!uri) return;
    const parts = [csvHeader];
    for await (const slice of inSlices(entries)) parts.push(csvRecords(slice));
    try {
      await vscode.workspace.fs.writeFile(uri, Buffer.from(parts.join('')));
    } catch (error) {
      void this.#notices.error(vscode.l10n.t('The spending could not be saved there: {0}', (error as Error).message));
      return;
    }
    void this.#notices.info(vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(uri)));
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  async #write(): Promise<string> {
    const calendar = new Calendar();
    const totals = new Totals(calendar);
    for await (const slice of inSlices(await this.#ledger.read())) totals.add(slice);
    const dayOf = (moment: number): string => calendar.dayOf(new Date(moment).toISOString());
    const today = dayOf(Date.now());
    const firstDay = dayOf(Date.now() - (daysListed - 1) * dayMs);
    return spendingReport({ totals, today, firstDay, limits: readSettings().budget });
  }
}
