import { binomialTail } from './binomial';

/** So many moments that hardly ever two requests come in one of them. */
const MOMENTS = 1e9;

/**
 * Probability of fewer than `atLeast` requests where `expected` come on average, each whenever it likes (Poisson's distribution, as the
 * limit it is of the binomial one).
 */
export function fewerArrivals(atLeast: number, expected: number): number {
  return 1 - binomialTail(atLeast, MOMENTS, Math.min(expected / MOMENTS, 1));
}
