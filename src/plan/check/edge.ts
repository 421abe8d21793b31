import { least } from '../stats/least';

/**
 * A whole number for which something holds while it does not hold for the one before; undefined where it does not hold for the
 * largest. Found by halving: where requests are counted in whole numbers, there may be smaller ones.
 */
export function edge(from: number, to: number, holds: (n: number) => boolean): number | undefined {
  return from > to || !holds(to) ? undefined : least(from, to, holds);
}
