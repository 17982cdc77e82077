import * as vscode from 'vscode';
import type { PriceRange } from '../api/prices.ts';

/** `free`, `≈ $0.04`, `≈ $0.006–0.21`; undefined when no price is known. */
export function priceText(range: PriceRange | undefined): string | undefined {
  if (!range) return undefined;
  if (range.most === 0) return vscode.l10n.t('free');
  const [least, most] = [inDollars(range.least), inDollars(range.most)];
  return least === most ? `≈ $${least}` : `≈ $${least}–${most}`;
}

/** `$0.32`, or `≈ $0.32` when it holds an estimate. */
export function amountText(dollars: number, isEstimate: boolean): string {
  return `${isEstimate ? '≈ ' : ''}$${inDollars(dollars)}`;
}

/** `0.053`, `0.21`, `3.42`: two digits that count, as people compare prices. */
export function inDollars(amount: number): string {
  return amount < 0.1 ? String(Number(amount.toPrecision(2))) : amount.toFixed(2);
}
