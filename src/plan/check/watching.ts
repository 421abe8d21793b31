import type { SignalSpec, TrafficSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../document';
import { dilutedRatio } from '../stats/dilution';
import type { RatioAlarm } from '../stats/signal-odds';
import { firingCurve, wholePoints } from '../stats/signal-odds';
import { partialSteps } from '../wave-facts';
import { triggerSignals } from './facts';

/** A signal on the share of failed requests. */
export interface RatioSignal extends RatioAlarm {
  readonly name: string;
  readonly scope: SignalSpec['scope'];
  readonly detectRatio: number;
}

/** A share of the traffic, for a time. */
export interface Exposure {
  readonly percent: number;
  readonly watchedMs: number;
}

/** More have too many patterns of good and bad ones to follow each. */
export const POINTS_AT_MOST = 8;
const SECOND_MS = 1_000;
/** Nobody watches one release for longer. */
export const WEEK_MS = 7 * 86_400_000;

/** The signals that undo a release in a wave and of which it can be computed how surely they do: errors among requests. */
export function ratioSignals(plan: PlanDocument, wave: PlannedWave): RatioSignal[] {
  return triggerSignals(plan, wave)
    .flatMap(({ measure, ...signal }) => (measure.kind === 'errorRatio' ? [{ ...signal, ...measure }] : []))
    .filter(({ datapointsToFail, datapointsObserved, periodMs }) => datapointsToFail >= 1 && datapointsObserved <= POINTS_AT_MOST && periodMs >= SECOND_MS);
}

/** The steps of a wave in which two versions run; those with numbers that another check refuses are left out. */
export function watchedSteps(wave: PlannedWave): Exposure[] {
  return partialSteps(wave)
    .map(({ percent, holdMs }) => ({ percent, watchedMs: holdMs }))
    .filter(({ percent, watchedMs }) => percent >= 0.1 && isWatch(watchedMs));
}

/** Full traffic, until the wave is done. */
export function watchedBake({ bakeMs }: PlannedWave): Exposure[] {
  return isWatch(bakeMs) ? [{ percent: 100, watchedMs: bakeMs }] : [];
}

function isWatch(ms: number): boolean {
  return ms > 0 && ms <= WEEK_MS;
}

/** Probability that a signal stops a version that fails with the given ratio. A signal of the whole service sees the old version's requests as well. */
export function stops(signal: RatioSignal, traffic: TrafficSpec, exposure: Exposure, versionRatio: number): number {
  return stopsBy(signal, traffic, exposure, versionRatio)[wholePoints(signal, exposure.watchedMs)];
}

/** The same after no data point, after one, and so on. */
export function stopsBy(signal: RatioSignal, traffic: TrafficSpec, { percent, watchedMs }: Exposure, versionRatio: number): number[] {
  const weight = percent / 100;
  const { requestsPerSecond, errorRatio, clusteringFactor } = traffic;
  return signal.scope === 'version'
    ? firingCurve(signal, { requestsPerSecond: requestsPerSecond * weight, clusteringFactor, watchedMs }, versionRatio)
    : firingCurve(signal, { requestsPerSecond, clusteringFactor, watchedMs }, dilutedRatio(weight, versionRatio, errorRatio));
}
