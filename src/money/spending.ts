import type { CostBasis } from '../images/image.ts';

/** What one answer of a service cost. */
export interface Spending {
  readonly version: 1;
  /** When the answer arrived: ISO 8601 in UTC with milliseconds, so that text order is time order. */
  readonly at: string;
  readonly model: string;
  /** The host that was asked. */
  readonly service: string;
  readonly images: number;
  /** US dollars for all of the images; absent when no price is known. */
  readonly dollars?: number;
  readonly basis?: CostBasis;
}

/** A line of the ledger. Anybody may have written to the file: undefined for all that is no spending. */
export function readSpending(line: string): Spending | undefined {
  const value = parse(line);
  return isSpending(value) ? value : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function isSpending(value: unknown): value is Spending {
  if (typeof value !== 'object' || value === null) return false;
  const { version, at, model, service, images, dollars, basis } = value as Record<keyof Spending, unknown>;
  return (
    version === 1 &&
    isMoment(at) &&
    isName(model) &&
    isName(service) &&
    Number.isSafeInteger(images) &&
    isAmount(images, 1000) &&
    (dollars === undefined || isAmount(dollars, 1_000_000)) &&
    (basis === undefined || basis === 'usage' || basis === 'estimate')
  );
}

const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= 1000;

/** More than any answer comes to: one damaged number must not spoil every sum. */
const isAmount = (value: unknown, most: number): boolean => typeof value === 'number' && value >= 0 && value <= most;

const isMoment = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
