/** The middle one, or the lower of the two in the middle: a number that was measured. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('There is nothing to take the median of.');
  return middle;
}

/** The median of each number in measures of one shape, rounded: to a tenth if nothing else is said. */
export function medianMeasures<Measures extends object>(rounds: readonly Measures[], decimals = 1): Measures {
  const [first] = rounds;
  if (first === undefined) throw new Error('There is nothing to take the median of.');
  const medians = Object.entries(first).map(([name, value]) => {
    const values = rounds.map((round) => (round as Record<string, unknown>)[name]);
    const middle =
      typeof value === 'number'
        ? round(median(values as number[]), decimals)
        : medianMeasures(values as readonly object[], decimals);
    return [name, middle];
  });
  return Object.fromEntries(medians) as Measures;
}

export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
