/** One step of a shift, and how long a bad version would go unnoticed in it. */
export interface ExposedStep {
  /** Share of requests that the new version gets. */
  readonly weight: number;
  readonly holdMs: number;
  /** Time from the begin of the step until the release is stopped; Infinity when it is not. */
  readonly detectionMs: number;
}

/**
 * Additional failed requests: the sum over the steps of rate * weight * rise * min(hold, detection). Steps after the one that notices do not happen.
 * @param requestsPerSecond of the whole service
 * @param rise failed share of a bad version's requests over the baseline
 */
export function harmedRequests(steps: readonly ExposedStep[], requestsPerSecond: number, rise: number): number {
  let harmed = 0;
  for (const { weight, holdMs, detectionMs } of steps) {
    harmed += requestsPerSecond * weight * rise * Math.min(holdMs, detectionMs) / 1_000;
    if (detectionMs <= holdMs) break;
  }
  return harmed;
}

/**
 * The share of an error budget that so many failed requests are: H / ((1 - s) * rate * window).
 */
export function budgetShare(harmed: number, objectiveRatio: number, requestsPerSecond: number, windowMs: number): number {
  return harmed / ((1 - objectiveRatio) * requestsPerSecond * windowMs / 1_000);
}
