import { readSettings } from '../settings.ts';
import { amountText, inDollars } from './price.ts';

/** What was spent so far, by all windows. */
export interface SpendingSource {
  /** US dollars, and how many of them are an estimate. */
  spentInMonthOf(moment: Date): Promise<{ readonly dollars: number; readonly estimated: number }>;
  onDidAppend(listener: () => void): { dispose(): void };
}

/** Amounts as people read them. */
export interface MonthlySpending {
  readonly spent: string;
  /** Absent without a limit. */
  readonly budget?: string;
}

/** Undefined when there is neither spending nor a budget, and when the ledger cannot be read. */
export async function monthlySpending(source: SpendingSource): Promise<MonthlySpending | undefined> {
  // Whoever needs the ledger is told that it cannot be read: a budget, or the view of the spending.
  const sum = await source.spentInMonthOf(new Date()).catch(() => undefined);
  const { monthly } = readSettings().budget;
  if (!sum || (sum.dollars === 0 && monthly === 0)) return undefined;
  const spent = amountText(sum.dollars, sum.estimated > 0);
  return { spent, ...(monthly > 0 && { budget: `$${inDollars(monthly)}` }) };
}
