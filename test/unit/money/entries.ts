import type { Spending } from '../../../src/money/spending.ts';

/** An entry whose price nobody knows: two images of gpt-image-2, unless told otherwise. */
export function unpriced(parts: Partial<Spending> = {}): Spending {
  const at = '2026-11-23T10:00:00.000Z';
  return { version: 1, at, model: 'gpt-image-2', service: 'api.cometapi.com', images: 2, ...parts };
}

/** The same for eight cents. */
export function spending(parts: Partial<Spending> = {}): Spending {
  return unpriced({ dollars: 0.08, basis: 'estimate', ...parts });
}
