import { binomialTail } from './binomial';
import { normalQuantile } from './normal';

/** A canary beside the version of before, which goes on with the rest of the traffic. */
export interface ControlledComparison {
  /** Share of requests that the new version gets, over 0 and under 1. */
  readonly weight: number;
  readonly baselineRatio: number;
  readonly badRatio: number;
  readonly falseAlarm: number;
  readonly miss: number;
}

/** Errors of the new version and of the old one, over the same time. */
export interface ErrorCounts {
  readonly canary: number;
  readonly control: number;
}

/**
 * Requests the canary needs by the normal approximation for two proportions and unequal groups. A hint, not a verdict: with
 * a small share its true false-alarm rate is well over the nominal one.
 * @see https://doi.org/10.1002/0471445428 (Fleiss, Statistical Methods for Rates and Proportions, chapter 4)
 */
export function comparedRequests({ weight, baselineRatio: p0, badRatio: p1, falseAlarm, miss }: ControlledComparison): number {
  const k = (1 - weight) / weight;
  const mean = (p1 + k * p0) / (1 + k);
  const alike = normalQuantile(falseAlarm) * Math.sqrt((1 + 1 / k) * mean * (1 - mean));
  const different = normalQuantile(miss) * Math.sqrt(p1 * (1 - p1) + p0 * (1 - p0) / k);
  return (alike + different) ** 2 / (p1 - p0) ** 2;
}

/**
 * Probability that a healthy canary gets so many of all errors: P[Bin(X + Y, w) >= X]. Needs neither request counts nor a baseline.
 * @param weight share of requests that the canary gets
 */
export function shareOfErrors({ canary, control }: ErrorCounts, weight: number): number {
  return binomialTail(canary, canary + control, weight);
}

/**
 * The same as a number of standard deviations, in operations that every metric store has: (X - wN) / sqrt(w (1 - w) N).
 * Without errors it is 0: nothing is known.
 */
export function shareOfErrorsScore({ canary, control }: ErrorCounts, weight: number): number {
  const all = canary + control;
  return all === 0 ? 0 : (canary - weight * all) / Math.sqrt(weight * (1 - weight) * all);
}
