/** Money as the tables hold it: yuan and fen, exact. */
export function yuan(amount: number): string {
  return amount.toFixed(2)
}

/** Money rounded to whole tens of thousands, as officials plan it, in yuan. */
export function tenThousands(amount: number): string {
  return yuan(Math.round(amount / 10_000) * 10_000)
}

/** Another exact decimal with so many places: mu, shares, multiples. */
export function places(amount: number, digits: number): string {
  return amount.toFixed(digits)
}
