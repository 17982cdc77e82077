/** US dollars with two digits that count, as the extension writes prices: `$0.053`, `≈ $0.21`, `$3.42`. */
export function dollars(amount: number, isEstimate: boolean): string {
  return `${isEstimate ? '≈ ' : ''}$${amount < 0.1 ? String(Number(amount.toPrecision(2))) : amount.toFixed(2)}`;
}
