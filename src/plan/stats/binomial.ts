import { continuedFraction } from './continued-fraction';

/**
 * Probability of exactly `successes` in `trials`, without the loss of digits that factorials bring.
 * @see https://www.r-project.org/doc/reports/CLoader-dbinom-2002.pdf
 */
export function binomialProbability(successes: number, trials: number, probability: number): number {
  if (successes < 0 || successes > trials) return 0;
  if (probability <= 0) return successes === 0 ? 1 : 0;
  if (probability >= 1) return successes === trials ? 1 : 0;
  const failures = trials - successes;
  if (successes === 0) return Math.exp(trials * Math.log1p(-probability));
  if (failures === 0) return Math.exp(trials * Math.log(probability));
  const exponent = stirlingError(trials) - stirlingError(successes) - stirlingError(failures)
    - deviance(successes, trials * probability) - deviance(failures, trials * (1 - probability));
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * successes * failures));
}

/**
 * Probability of at least `successes` in `trials`: P[Bin(n, p) >= k], which is the regularized incomplete beta function
 * I_p(k, n - k + 1).
 * @see https://dlmf.nist.gov/8.17
 */
export function binomialTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  const [a, b] = [successes, trials - successes + 1];
  // each side of the mean has a fraction that converges fast
  if (probability < (a + 1) / (a + b + 2)) return binomialProbability(a, trials, probability) * (1 - probability) / betaFraction(a, b, probability);
  return 1 - binomialProbability(a - 1, trials, probability) * probability / betaFraction(b, a, 1 - probability);
}

/** 1 + d1 / (1 + d2 / (1 + …)) of the incomplete beta function. */
function betaFraction(a: number, b: number, x: number): number {
  return continuedFraction(1, (i) => {
    const m = Math.floor(i / 2);
    const numerator = i % 2 === 0
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    return [numerator, 1];
  });
}

/** log(n!) minus Stirling's approximation of it. */
function stirlingError(n: number): number {
  if (n < 16) return logFactorial(n) - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

function logFactorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return Math.log(product);
}

/** x log(x / mean) + mean - x, also where x and the mean are nearly equal. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const ratio = difference / (x + mean);
  let sum = difference * ratio;
  let term = 2 * x * ratio;
  for (let i = 3; i < 1000; i += 2) {
    term *= ratio * ratio;
    const next = sum + term / i;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
