/** Tells on which day something was, by the clock on the user's wall. */
export class Calendar {
  readonly #format: Intl.DateTimeFormat;
  /** UTC hour → its day; undefined where midnight falls inside of it, as it does in zones with half hours. */
  readonly #hours = new Map<string, string | undefined>();

  /** `timeZone` is a name such as `Europe/Kyiv`; absent for the one of this machine. */
  constructor(timeZone?: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...(timeZone !== undefined && { timeZone }),
    });
  }

  /** `2026-11-23` for a moment in ISO 8601, UTC; its first seven letters are the month. */
  dayOf(moment: string): string {
    const hour = moment.slice(0, 13);
    if (!this.#hours.has(hour)) this.#hours.set(hour, this.#dayOfHour(hour));
    return this.#hours.get(hour) ?? this.#ask(moment);
  }

  /** Formatting a date is slow, and a ledger is long: each hour is asked for once. */
  #dayOfHour(hour: string): string | undefined {
    const day = this.#ask(`${hour}:00:00.000Z`);
    return day === this.#ask(`${hour}:59:59.999Z`) ? day : undefined;
  }

  #ask(moment: string): string {
    const parts = this.#format.formatToParts(new Date(moment));
    const valueOf = (type: 'year' | 'month' | 'day') => parts.find((part) => part.type === type)?.value ?? '';
    return `${valueOf('year')}-${valueOf('month')}-${valueOf('day')}`;
  }
}
