/** How often a sequential test may be wrong. */
export interface Risks {
  /** Largest probability of stopping a healthy version, at whatever time it is looked at. */
  readonly falseAlarm: number;
  /** Largest probability of letting a bad version pass. */
  readonly miss: number;
}

/**
 * Wald's test as a line: `hitWeight * hits + otherWeight * others` is compared with two bounds, at any time and as often as one likes.
 * @see https://doi.org/10.1214/aoms/1177731118 (Wald, Sequential Tests of Statistical Hypotheses)
 */
export interface SequentialTest {
  readonly hitWeight: number;
  readonly otherWeight: number;
  /** At this sum or over it the release is stopped: ln((1 - beta) / alpha). */
  readonly stopAt: number;
  /** At this sum or under it the version is as good as the one before: ln(beta / (1 - alpha)). */
  readonly passAt: number;
}

/**
 * Tells two shares of hits apart: errors among requests.
 * @param healthy share of hits while all is well, over 0 and under 1
 * @param bad share of hits that must be noticed, over `healthy` and under 1
 */
export function sequentialTest(healthy: number, bad: number, { falseAlarm, miss }: Risks): SequentialTest {
  return {
    hitWeight: Math.log(bad / healthy),
    otherWeight: Math.log1p(-bad) - Math.log1p(-healthy),
    stopAt: Math.log((1 - miss) / falseAlarm),
    passAt: Math.log(miss / (1 - falseAlarm)),
  };
}

/**
 * Tells a canary's share of all errors from its share of the traffic; hits are the canary's errors, others the control's. Needs no baseline.
 * @param weight share of requests that the canary gets, over 0 and under 1
 * @param times how many times the old version's error ratio must be noticed, over 1
 */
export function conditionalTest(weight: number, times: number, risks: Risks): SequentialTest {
  return sequentialTest(weight, times * weight / (times * weight + 1 - weight), risks);
}

/** The sum that is compared. Errors that come in groups count as one each: `clusteringFactor` divides it. */
export function evidence(test: SequentialTest, hits: number, others: number, clusteringFactor = 1): number {
  return (test.hitWeight * hits + test.otherWeight * others) / clusteringFactor;
}

/** Requests until a bad version is stopped, on average: ((1 - beta) A + beta B) / KL(p1 || p0). */
export function expectedRequests(test: SequentialTest, bad: number, { miss }: Risks): number {
  return ((1 - miss) * test.stopAt + miss * test.passAt) / (bad * test.hitWeight + (1 - bad) * test.otherWeight);
}
