/** What a service-wide alarm sees of a small canary. */
export interface DilutedAlarm {
  /** Share of requests that the new version gets, over 0 to 1. */
  readonly weight: number;
  /** Share of good requests the service promises. */
  readonly objectiveRatio: number;
  /** How many times faster than allowed the error budget may be spent before the alarm fires. */
  readonly burnRate: number;
  /** How far the alarm looks back. */
  readonly windowMs: number;
  /** How long the step lasts. */
  readonly stepMs: number;
}

/** What the whole service fails of while a part of it runs a bad version: w * p1 + (1 - w) * p0. */
export function dilutedRatio(weight: number, badRatio: number, baselineRatio: number): number {
  return weight * badRatio + (1 - weight) * baselineRatio;
}

/**
 * The share of a canary's requests that must fail before an alarm on the whole service fires, when nothing else fails:
 * b * (1 - s) * max(1, W / T) / w. Over 1 it never fires.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export function visibleRatio({ weight, objectiveRatio, burnRate, windowMs, stepMs }: DilutedAlarm): number {
  return burnRate * (1 - objectiveRatio) * Math.max(1, windowMs / stepMs) / weight;
}

/** The share of a canary's requests that must fail before the whole service is over a bound: (bound - (1 - w) * p0) / w. Over 1 it never is. */
export function exceedingRatio(weight: number, bound: number, baselineRatio: number): number {
  return (bound - (1 - weight) * baselineRatio) / weight;
}
