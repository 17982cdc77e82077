import type { Spending } from './spending.ts';
import type { Sum } from './totals.ts';

/** US dollars; 0 is no limit. */
export interface BudgetLimits {
  readonly monthly: number;
  /** For all that one press of a button sends. */
  readonly perRequest: number;
}

export interface Estimate {
  /** US dollars at the most, of everything that has a price. */
  readonly dollars: number;
  /** Something in it has no known price. */
  readonly hasUnknown: boolean;
}

/** Why something must not be sent. */
export interface Overrun {
  readonly which: keyof BudgetLimits;
  readonly limit: number;
  readonly spentThisMonth: number;
  readonly estimate: Estimate;
  /** The next round amount that lets this one through. */
  readonly raiseTo: number;
}

interface Question {
  readonly estimate: Estimate;
  readonly spentThisMonth: number;
  readonly limits: BudgetLimits;
}

/** Undefined when it may be sent. What has no price cannot be over a limit, but a month that is used up stops it, too. */
export function overBudget({ estimate, spentThisMonth, limits }: Question): Overrun | undefined {
  if (isFree(estimate)) return undefined;
  const amounts = { monthly: spentThisMonth + estimate.dollars, perRequest: estimate.dollars };
  for (const which of ['monthly', 'perRequest'] as const) {
    const [limit, amount] = [limits[which], inMicros(amounts[which])];
    // Only a month has a yesterday that can have used up all of it.
    const needsMore = which === 'monthly' && estimate.hasUnknown;
    const isOver = needsMore ? amount >= inMicros(limit) : amount > inMicros(limit);
    if (limit === 0 || !isOver) continue;
    return { which, limit, spentThisMonth, estimate, raiseTo: nextRound(needsMore ? amount + 1 : amount) };
  }
  return undefined;
}

/** Whole dollars; below one of them, steps of ten cents. */
function nextRound(micros: number): number {
  const step = micros <= 900_000 ? 100_000 : 1_000_000;
  return (Math.ceil(micros / step) * step) / 1e6;
}

interface Ledger {
  append(entry: Spending): Promise<void>;
  spentInMonthOf(moment: Date): Promise<Sum>;
}

/** Watches the limits. What is under way in this window counts as spent, so that two at once do not both squeeze through. */
export class Budget {
  readonly #ledger: Ledger;
  readonly #reservations = new Set<Reservation>();
  #lastAnswer: Promise<unknown> = Promise.resolve();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Rejects when there is a monthly limit and nobody can tell what was spent. Whoever gets a reservation releases it. */
  reserve(estimate: Estimate, limits: BudgetLimits): Promise<Reservation | Overrun> {
    const answer = this.#lastAnswer.then(() => this.#answer(estimate, limits));
    this.#lastAnswer = answer.catch(() => undefined);
    return answer;
  }

  async #answer(estimate: Estimate, limits: BudgetLimits): Promise<Reservation | Overrun> {
    // Before the ledger is read: what is written down meanwhile may count twice, but never not at all.
    const reserved = [...this.#reservations].reduce((sum, { dollars }) => sum + dollars, 0);
    const mustRead = limits.monthly > 0 && !isFree(estimate);
    const spent = mustRead ? (await this.#ledger.spentInMonthOf(new Date())).dollars : 0;
    const overrun = overBudget({ estimate, spentThisMonth: spent + reserved, limits });
    if (overrun) return overrun;
    const reservation = new Reservation(estimate.dollars, this.#ledger, () => this.#reservations.delete(reservation));
    this.#reservations.add(reservation);
    return reservation;
  }
}

/** Money for something that is under way. */
export class Reservation {
  #dollars: number;
  readonly #ledger: Pick<Ledger, 'append'>;
  readonly #onRelease: () => void;

  constructor(dollars: number, ledger: Pick<Ledger, 'append'>, onRelease: () => void) {
    this.#dollars = dollars;
    this.#ledger = ledger;
    this.#onRelease = onRelease;
  }

  /** What is left of it. */
  get dollars(): number {
    return this.#dollars;
  }

  /** Writes down what an answer cost; that much is not reserved any more. */
  async spend(spending: Spending): Promise<void> {
    await this.#ledger.append(spending);
    this.#dollars = Math.max(0, this.#dollars - (spending.dollars ?? 0));
  }

  release(): void {
    this.#onRelease();
  }
}

const isFree = ({ dollars, hasUnknown }: Estimate): boolean => dollars === 0 && !hasUnknown;

/** Millionths, so that ten times ten cents is a dollar. */
const inMicros = (dollars: number): number => Math.round(dollars * 1e6);
