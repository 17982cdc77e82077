import * as vscode from 'vscode';
import { plainLine } from './documents/markup/altText.ts';
import { markdownForm } from './documents/markup/markupProse.ts';
import type { BudgetLimits } from './money/budget.ts';
import { nothing, type Sum, type Totals } from './money/totals.ts';
import { amountText, inDollars } from './window/price.ts';

interface Spent {
  readonly totals: Totals;
  /** Both as the totals name them: `2026-11-23`. */
  readonly today: string;
  /** Earlier days have no line of their own. */
  readonly firstDay: string;
  readonly limits: BudgetLimits;
}

type Row = readonly [name: string, sum: Sum];

/** What was spent, as Markdown. The names of models come from settings and files: they are shown as text, whatever they hold. */
export function spendingReport({ totals, today, firstDay, limits }: Spent): string {
  const { days, months, models } = totals;
  const newestFirst = (sums: ReadonlyMap<string, Sum>): Row[] => [...sums].sort(([a], [b]) => (a < b ? 1 : -1));
  const dearestFirst = [...models].sort(([, a], [, b]) => b.dollars - a.dollars || b.images - a.images);
  const sections =
    months.size === 0
      ? [vscode.l10n.t('Nothing was spent yet. Each answer of a service is listed here; the placeholder is free.')]
      : [
          ...table([vscode.l10n.t('By month'), vscode.l10n.t('Month')], newestFirst(months)),
          ...table([vscode.l10n.t('By model'), vscode.l10n.t('Model')], dearestFirst),
          ...table(
            [vscode.l10n.t('By day, the last 60 days'), vscode.l10n.t('Day')],
            newestFirst(days).filter(([day]) => day >= firstDay),
          ),
          explanation(),
        ];
  const head = [`# ${vscode.l10n.t('Spending of Paper Boat')}`, budgetLines(months.get(today.slice(0, 7)), limits)];
  return `${[...head, ...sections].join('\n\n')}\n`;
}

function budgetLines(month: Sum = nothing, { monthly, perRequest }: BudgetLimits): string {
  const spent = amountOf(month);
  const lines = [
    monthly > 0
      ? vscode.l10n.t('Spent this month: {0} of {1}.', spent, `$${inDollars(monthly)}`)
      : `${vscode.l10n.t('Spent this month: {0}.', spent)} ${vscode.l10n.t('There is no monthly budget.')}`,
    ...(perRequest > 0 ? [vscode.l10n.t('One request may cost {0} at the most.', `$${inDollars(perRequest)}`)] : []),
  ];
  return lines.map(asText).join('\n\n');
}

function table([title, first]: readonly [title: string, first: string], rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const head = [first, vscode.l10n.t('Images'), vscode.l10n.t('Cost'), vscode.l10n.t('Without a known price')];
  const lines = rows.map(([name, sum]) => [name, `${sum.images}`, amountOf(sum), `${sum.unpriced || '–'}`]);
  const cells = [head, ...lines].map((line) => line.map(asText));
  const [headCells = [], ...bodyCells] = cells;
  const all = [headCells, ['---', '---:', '---:', '---:'], ...bodyCells].map((line) => `| ${line.join(' | ')} |`);
  return [`## ${title}`, all.join('\n')];
}

function explanation(): string {
  return [
    vscode.l10n.t(
      '“≈” marks amounts that hold estimates: where a service does not tell what it used, its list price counts.',
    ),
    vscode.l10n.t('What images without a known price cost is in no sum. The bill of the service is what counts.'),
    vscode.l10n.t('“Paper Boat: Export Spending” saves every answer as CSV.'),
  ].join('\n\n');
}

function amountOf({ dollars, estimated }: Sum): string {
  return amountText(dollars, estimated > 0);
}

const asText = (text: string): string => markdownForm.text(plainLine(text));
