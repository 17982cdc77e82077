/** The middle one, or the lower of the two in the middle: a number that was measured. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('There is nothing to take the median of.');
  return middle;
}

/** The median of each number in measures of one shape, rounded to a tenth. */
export function medianMeasures<Measures extends object>(rounds: readonly Measures[]): Measures {
  const [first] = rounds;
  if (first === undefined) throw new Error('There is nothing to take the median of.');
  const medians = Object.entries(first).map(([name, value]) => {
    const values = rounds.map((round) => (round as Record<string, unknown>)[name]);
    const middle =
      typeof value === 'number'
        ? Math.round(median(values as number[]) * 10) / 10
        : medianMeasures(values as readonly object[]);
    return [name, middle];
  });
  return Object.fromEntries(medians) as Measures;
}
