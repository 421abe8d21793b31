import { binomialProbability, binomialTail } from './binomial';
import type { DataPoints } from './patterns';
import { patternsOf } from './patterns';

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
export function alarmCurve(points: DataPoints, periods: number, overBound: number): number[] {
  const patterns = patternsOf(points);
  let probabilities = new Float64Array(patterns.length);
  probabilities[0] = 1;
  let fired = 0;
  const curve = [fired];
  for (let period = 0; period < periods; period++) {
    const next = new Float64Array(patterns.length);
    patterns.forEach(({ ifGood, ifBad }, i) => {
      next[ifGood] += probabilities[i] * (1 - overBound);
      if (ifBad === undefined) fired += probabilities[i] * overBound;
      else next[ifBad] += probabilities[i] * overBound;
    });
    probabilities = next;
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
