import type { Exposure } from '../check/watching';
import { stopsBy } from '../check/watching';
import { DELIVERY_MS, detectionMs } from '../detection';
import { wholePoints } from '../stats/signal-odds';
import type { Basis } from './basis';

/** What may happen while a version gets a share of the traffic for a time. */
export interface StepOdds extends Exposure {
  /** Probability that a version as bad as the signal must detect is stopped. */
  readonly power: number;
  /** How much surer it gets that a healthy version is stopped: -ln of the probability that it is not. Of several steps they add up. */
  readonly alarm: number;
  /** What each bad version does here. */
  readonly bad: readonly BadOdds[];
}

export interface BadOdds {
  /** Probability that it gets through. */
  readonly passes: number;
  /** Additional failed requests to be expected. */
  readonly harmed: number;
}

/** The odds for each of some times, which ascend: what happens in the shorter ones happens in the longest. */
export function stepOdds(basis: Basis, percent: number, holdsMs: readonly number[]): StepOdds[] {
  const { traffic, signal, signals, environments } = basis;
  const longest = { percent, watchedMs: holdsMs[holdsMs.length - 1] };
  const bad = badRatios(basis).map((ratio) => ({ ratio, curve: stopsBy(signal, traffic, longest, ratio) }));
  const healthy = signals.map((one) => ({ one, curve: stopsBy(one, traffic, longest, traffic.errorRatio) }));
  return holdsMs.map((watchedMs) => ({
    percent,
    watchedMs,
    // just as long as the signal takes is no time to act on it
    power: watchedMs > detectionMs(signal) ? bad[0].curve[wholePoints(signal, watchedMs)] : 0,
    alarm: healthy.reduce((sum, { one, curve }) => sum - environments * Math.log1p(-curve[wholePoints(one, watchedMs)]), 0),
    bad: bad.map(({ ratio, curve }) => ({
      passes: 1 - curve[wholePoints(signal, watchedMs)],
      harmed: traffic.requestsPerSecond * percent / 100 * Math.max(0, ratio - traffic.errorRatio) * goingMs(curve, signal.periodMs, watchedMs) / 1_000,
    })),
  }));
}

/** A version that only just must be noticed, and one that always fails. */
function badRatios({ signal }: Basis): number[] {
  return [signal.detectRatio, 1];
}

/** Time to be expected until the version is stopped, or the time is over. A data point counts when it has been delivered. */
function goingMs(curve: readonly number[], periodMs: number, watchedMs: number): number {
  let sum = Math.min(watchedMs, DELIVERY_MS);
  for (let points = 0; DELIVERY_MS + points * periodMs < watchedMs; points++) {
    const untilMs = Math.min(DELIVERY_MS + (points + 1) * periodMs, watchedMs);
    sum += (1 - curve[points]) * (untilMs - DELIVERY_MS - points * periodMs);
  }
  return sum;
}
