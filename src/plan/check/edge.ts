/**
 * A whole number for which something holds while it does not hold for the one before; undefined where it does not hold for the
 * largest. Found by halving: where requests are counted in whole numbers, there may be smaller ones.
 */
export function edge(from: number, to: number, holds: (n: number) => boolean): number | undefined {
  if (from > to || !holds(to)) return undefined;
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
