import * as vscode from 'vscode';
import { GenerationError } from './api/errors.ts';
import { estimateOf } from './api/prices.ts';
import type { Generation } from './generate.ts';
import { Reservation, type Budget, type BudgetLimits, type Estimate, type Overrun } from './money/budget.ts';
import type { Spending } from './money/spending.ts';
import { inDollars } from './window/price.ts';

interface Purse {
  readonly budget: Budget;
  readonly limits: BudgetLimits;
}

/**
 * Runs generations of which each spends from what was set aside for all of them. Throws an `overBudget` before that
 * when together they may cost more than the user allows.
 */
export async function withinBudget<T>(
  { budget, limits }: Purse,
  generations: readonly Generation[],
  run: (generations: readonly Generation[]) => Promise<T>,
): Promise<T> {
  const answer = await budget.reserve(estimateAll(generations), limits);
  if (!(answer instanceof Reservation)) throw overBudget(answer);
  try {
    return await run(
      generations.map((generation) => ({ ...generation, spend: (spending: Spending) => answer.spend(spending) })),
    );
  } finally {
    answer.release();
  }
}

/** The dearest that everything together can come to. */
function estimateAll(generations: readonly Generation[]): Estimate {
  const ranges = generations.map(({ request, access }) => estimateOf(request, access.price));
  return {
    dollars: ranges.reduce((sum, range) => sum + (range?.most ?? 0), 0),
    hasUnknown: ranges.includes(undefined),
  };
}

function overBudget(overrun: Overrun): GenerationError {
  const { which, raiseTo } = overrun;
  return new GenerationError('overBudget', wordsFor(overrun), { parameter: `budget.${which}`, raiseTo });
}

function wordsFor(overrun: Overrun): string {
  const limit = `$${inDollars(overrun.limit)}`;
  const wanted = `$${inDollars(overrun.estimate.dollars)}`;
  const spent = `$${inDollars(overrun.spentThisMonth)}`;
  if (overrun.which === 'perRequest')
    return vscode.l10n.t('This may cost up to {0}, and one request at most {1}. Nothing was sent.', wanted, limit);
  if (overrun.estimate.dollars === 0)
    return vscode.l10n.t(
      'Of this month’s budget of {0}, {1} are spent or on their way, and no price is known for this. Nothing was sent.',
      limit,
      spent,
    );
  return vscode.l10n.t(
    'This may cost up to {2}, and of this month’s budget of {0}, {1} are spent or on their way. Nothing was sent.',
    limit,
    spent,
    wanted,
  );
}
