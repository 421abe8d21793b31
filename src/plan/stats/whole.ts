/**
 * The whole number at or below a product of shares, which may come out a trifle short: of 60 requests a second, 3 % are 108 in a
 * minute and not 107.99999999999999.
 */
export function wholeOf(product: number): number {
  return Math.floor(product * (1 + 1e-12));
}

/** The least whole number of pieces that make up a product of shares, which may come out a trifle long. */
export function leastWhole(product: number): number {
  return Math.ceil(product * (1 - 1e-12));
}
