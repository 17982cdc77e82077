/** US dollars, as exact as a price of an image needs: `$0.053`, `$3.42`. */
export function dollars(amount: number): string {
  const digits = amount >= 1 ? 2 : 3;
  return `$${amount.toFixed(digits).replace(/(\.\d\d)0$/, '$1')}`;
}
