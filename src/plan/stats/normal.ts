import { continuedFraction } from './continued-fraction';

/** Below this the series converges in few terms, from here on the continued fraction does. */
const FAR = 2.5;

/**
 * Probability that a standard normal variable is over `z`: Q(z).
 * @see https://dlmf.nist.gov/7.9
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z < FAR) return 0.5 - density(z) * series(z);
  return density(z) / continuedFraction(z, (i) => [i, z]);
}

/**
 * The value a standard normal variable is over with the given probability, so that `normalTail(normalQuantile(q))` is `q`.
 * @param tail over 0 and under 1
 */
export function normalQuantile(tail: number): number {
  if (tail === 0.5) return 0;
  if (tail > 0.5) return -normalQuantile(1 - tail);
  let z = Math.sqrt(-2 * Math.log(2 * tail));
  for (let i = 0; i < 100; i++) {
    // Newton's method on the logarithm, which is nearly a parabola far out
    const over = normalTail(z);
    const step = Math.log(over / tail) * over / density(z);
    z += step;
    if (Math.abs(step) <= 1e-15 * z) break;
  }
  return z;
}

function density(z: number): number {
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/** z + z^3/3 + z^5/(3*5) + … */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let i = 3; term > sum * 2 ** -54; i += 2) {
    term *= z * z / i;
    sum += term;
  }
  return sum;
}
