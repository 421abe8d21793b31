import { normalQuantile } from './normal';

/**
 * Data points a rank test needs, of both groups together: (z_a + z_b)^2 / (12 c (1 - c) (pi - 1/2)^2). They are points in time, so
 * more traffic does not make it faster.
 * @param superiority probability that a point of the canary is over one of the control, over 0.5
 * @param canaryShare share of the points that are the canary's, over 0 and under 1
 * @param falseAlarm two-sided
 * @see https://doi.org/10.1080/01621459.1987.10478478 (Noether, Sample Size Determination for Some Common Nonparametric Tests)
 */
export function rankedPoints(superiority: number, canaryShare: number, falseAlarm: number, miss: number): number {
  const z = normalQuantile(falseAlarm / 2) + normalQuantile(miss);
  return z ** 2 / (12 * canaryShare * (1 - canaryShare) * (superiority - 0.5) ** 2);
}
