/** What has been measured of a mean so far. */
export interface RunningMean {
  readonly count: number;
  readonly mean: number;
  /** Variance of one measurement. */
  readonly variance: number;
}

/**
 * Likelihood ratio of the mixture sequential probability ratio test: evidence against the mean being the expected one, for
 * when nobody can say how much worse is bad.
 * @param expected mean while all is well
 * @param mixingVariance how far off bad versions usually are, squared
 * @see https://doi.org/10.1287/opre.2021.2135 (Johari, Koomen, Pekelis, Walsh, Always Valid Inference)
 */
export function mixtureLikelihood({ count, mean, variance }: RunningMean, expected: number, mixingVariance: number): number {
  const spread = variance + count * mixingVariance;
  return Math.sqrt(variance / spread) * Math.exp(count ** 2 * mixingVariance * (mean - expected) ** 2 / (2 * variance * spread));
}

/** The p-value after a further look: it only falls, and may be compared with a tolerated false-alarm rate at any time. */
export function alwaysValidP(before: number, likelihood: number): number {
  return Math.min(before, 1 / likelihood, 1);
}
