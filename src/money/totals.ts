import type { Calendar } from './calendar.ts';
import type { Spending } from './spending.ts';

export interface Sum {
  readonly images: number;
  /** US dollars, of the images whose price is known. */
  readonly dollars: number;
  /** How many of these dollars are an estimate. */
  readonly estimated: number;
  /** Images whose price nobody knows. */
  readonly unpriced: number;
}

export const nothing: Sum = { images: 0, dollars: 0, estimated: 0, unpriced: 0 };

export function plus(sum: Sum, { images, dollars, basis }: Spending): Sum {
  return {
    images: sum.images + images,
    dollars: sum.dollars + (dollars ?? 0),
    estimated: sum.estimated + (basis === 'usage' ? 0 : (dollars ?? 0)),
    unpriced: sum.unpriced + (dollars === undefined ? images : 0),
  };
}

/** Sums by day, month and model, in the order in which they first appear. */
export class Totals {
  readonly days = new Map<string, Sum>();
  readonly months = new Map<string, Sum>();
  readonly models = new Map<string, Sum>();
  readonly #calendar: Calendar;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  add(entries: Iterable<Spending>): void {
    for (const entry of entries) {
      const day = this.#calendar.dayOf(entry.at);
      addTo(this.days, day, entry);
      addTo(this.months, day.slice(0, 7), entry);
      addTo(this.models, entry.model, entry);
    }
  }
}

function addTo(sums: Map<string, Sum>, key: string, entry: Spending): void {
  sums.set(key, plus(sums.get(key) ?? nothing, entry));
}
