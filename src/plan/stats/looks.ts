import { binomialProbability, binomialTail } from './binomial';

/** An alarm that fires when M of the last N data points are over the bound. */
export interface DataPoints {
  readonly toFail: number;
  readonly observed: number;
}

/** Measurements with a number of failures that are forgiven, as analyses of Argo Rollouts and Flagger count them. */
export interface Measurements {
  readonly count: number;
  readonly failuresForgiven: number;
  /** How many metrics are measured; each of them can stop the release. */
  readonly metrics: number;
}

/** Probability that an alarm fires within a number of periods, each of which is over the bound with the same probability. */
export function alarmProbability(points: DataPoints, periods: number, overBound: number): number {
  return alarmCurve(points, periods, overBound)[periods];
}

/**
 * Probability that an alarm has fired after no period, after one, and so on.
 * Exact: every pattern of the last data points is followed.
 */
export function alarmCurve({ toFail, observed }: DataPoints, periods: number, overBound: number): number[] {
  let patterns = new Map<number, number>([[0, 1]]);
  let fired = 0;
  const curve = [fired];
  const kept = 2 ** (observed - 1);
  for (let period = 0; period < periods; period++) {
    const next = new Map<number, number>();
    const add = (pattern: number, probability: number) => next.set(pattern, (next.get(pattern) ?? 0) + probability);
    for (const [pattern, probability] of patterns) {
      const before = pattern % kept * 2;
      // when all of them must be over the bound, one that is not makes a new beginning
      add(toFail === observed ? 0 : before, probability * (1 - overBound));
      if (ones(before + 1) >= toFail) fired += probability * overBound;
      else add(before + 1, probability * overBound);
    }
    patterns = next;
    curve.push(fired);
  }
  return curve;
}

/** Probability that a gate of several metrics stops a release: 1 - (1 - P[Bin(n, q) > f])^m. */
export function gateProbability({ count, failuresForgiven, metrics }: Measurements, failing: number): number {
  return -Math.expm1(metrics * Math.log1p(-binomialTail(failuresForgiven + 1, count, failing)));
}

/**
 * Probability that errors counted from the start reach a bound at one of several looks: what repeated testing really does.
 * @param requestsPerLook independent requests between two looks
 * @param bounds number of errors that stops the release, look by look
 * @param errorRatio of each request
 */
export function crossingProbability(requestsPerLook: number, bounds: readonly number[], errorRatio: number): number {
  let going = [1];
  let crossed = 0;
  for (const bound of bounds) {
    const next = new Array<number>(Math.max(bound, 0)).fill(0);
    going.forEach((probability, before) => {
      for (let errors = before; errors < bound; errors++) next[errors] += probability * binomialProbability(errors - before, requestsPerLook, errorRatio);
      crossed += probability * binomialTail(bound - before, requestsPerLook, errorRatio);
    });
    going = next;
  }
  return crossed;
}

/** Probability that at least one of several independent triggers fires. */
export function anyOf(probabilities: readonly number[]): number {
  return -Math.expm1(probabilities.reduce((sum, probability) => sum + Math.log1p(-probability), 0));
}

function ones(pattern: number): number {
  let count = 0;
  for (let rest = pattern; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
