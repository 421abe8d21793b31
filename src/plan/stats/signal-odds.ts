import { DELIVERY_MS } from '../detection';
import { binomialTail } from './binomial';
import { alarmCurve } from './looks';
import { effectiveRequests } from './validity';
import { wholeOf } from './whole';

/** An alarm on the share of failed requests in each data point. */
export interface RatioAlarm {
  readonly atMostRatio: number;
  readonly minimumRequests: number;
  readonly periodMs: number;
  readonly datapointsToFail: number;
  readonly datapointsObserved: number;
}

/** The requests it sees, and for how long. */
export interface Watched {
  readonly requestsPerSecond: number;
  readonly clusteringFactor: number;
  readonly watchedMs: number;
}

/** Probability that the alarm fires while it is watched. */
export function firingProbability(alarm: RatioAlarm, watched: Watched, errorRatio: number): number {
  return firingCurve(alarm, watched, errorRatio)[wholePoints(alarm, watched.watchedMs)];
}

/**
 * Probability that the alarm has fired after no data point, after one, and so on, over requests that fail independently with the same
 * probability, but for the groups they come in.
 */
export function firingCurve(alarm: RatioAlarm, watched: Watched, errorRatio: number): number[] {
  const { datapointsToFail: toFail, datapointsObserved: observed, periodMs } = alarm;
  const points = wholePoints(alarm, watched.watchedMs);
  const perPoint = watched.requestsPerSecond * periodMs / 1_000;
  if (wholeOf(perPoint * observed) < alarm.minimumRequests) return new Array<number>(points + 1).fill(0);
  const independent = wholeOf(effectiveRequests(perPoint, watched.clusteringFactor));
  return alarmCurve({ toFail, observed }, points, pointProbability(alarm, independent, errorRatio));
}

/** Only data points that lie in the watched time as a whole, and have been delivered in it, count. */
export function wholePoints({ periodMs }: Pick<RatioAlarm, 'periodMs'>, watchedMs: number): number {
  return Math.max(0, Math.floor((watchedMs - DELIVERY_MS) / periodMs));
}

/** Probability that one data point is over the bound. */
function pointProbability({ atMostRatio }: RatioAlarm, requests: number, errorRatio: number): number {
  const healthy = wholeOf(requests * atMostRatio);
  return requests === 0 ? 0 : binomialTail(healthy + 1, requests, errorRatio);
}
