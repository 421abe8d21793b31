import type { SequentialMeasure, SignalSpec, TrafficSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../document';
import { testOf } from '../sequential-signal';
import { dilutedRatio } from '../stats/dilution';
import type { DataPoints } from '../stats/patterns';
import { areFew } from '../stats/patterns';
import { sequentialCurve } from '../stats/sequential-odds';
import type { RatioAlarm, Watched } from '../stats/signal-odds';
import { firingCurve, wholePoints } from '../stats/signal-odds';
import { triggerSignals } from './facts';

/** A signal on the share of failed requests. */
export interface RatioSignal extends RatioAlarm {
  readonly kind: 'errorRatio';
  readonly name: string;
  readonly scope: SignalSpec['scope'];
  readonly detectRatio: number;
}

/** A signal on failed requests that are counted until they say enough. */
export interface SequentialSignal extends SequentialMeasure, Pick<SignalSpec, 'name' | 'scope' | 'periodMs' | 'datapointsToFail' | 'datapointsObserved'> {}

/** A signal of which it can be computed how surely it stops a release. */
export type JudgingSignal = RatioSignal | SequentialSignal;

/** A share of the traffic, for a time. */
export interface Exposure {
  readonly percent: number;
  readonly watchedMs: number;
  /** What the next step has, in percent: this one has less. Full traffic where it is not said. */
  readonly belowPercent?: number;
}

/** Shorter periods have more data points than can be followed. */
export const SECOND_MS = 1_000;
/** A day of minutes. */
export const LOOKS_AT_MOST = 1_440;
/** Nobody watches one release for longer. */
export const WEEK_MS = 7 * 86_400_000;

/** The signals that undo a release in a wave when too large a share of the requests of a period fails. */
export function ratioSignals(plan: PlanDocument, wave: PlannedWave): RatioSignal[] {
  return triggerSignals(plan, wave)
    .flatMap(({ measure, ...signal }) => (measure.kind === 'errorRatio' ? [{ ...signal, ...measure }] : []))
    .filter((signal) => areFew(pointsOf(signal)) && signal.periodMs >= SECOND_MS);
}

/** The signals that undo a release in a wave and of which it can be computed how surely they do: all that count errors among requests. */
export function judgingSignals(plan: PlanDocument, wave: PlannedWave): JudgingSignal[] {
  const sequential = triggerSignals(plan, wave)
    .flatMap(({ measure, ...signal }) => (measure.kind === 'sequential' ? [{ ...signal, ...measure }] : []))
    .filter((signal) => isTest(signal) && signal.periodMs >= SECOND_MS && isCount(signal.datapointsObserved) && signal.datapointsObserved <= LOOKS_AT_MOST);
  return [...ratioSignals(plan, wave), ...sequential];
}

/** How many data points fail a signal, of how many. */
export function pointsOf({ datapointsToFail: toFail, datapointsObserved: observed }: Pick<SignalSpec, 'datapointsToFail' | 'datapointsObserved'>): DataPoints {
  return { toFail, observed };
}

/** Whether a signal could observe so many data points and still be reckoned with. */
export function mayObserve({ measure, datapointsToFail }: SignalSpec, points: number): boolean {
  return measure.kind !== 'errorRatio' || areFew({ toFail: datapointsToFail, observed: points });
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

/** Whether its numbers make a test; where they do not, another check says so. */
export function isTest({ baselineRatio, detectRatio, falseAlarmRatio, clusteringFactor }: SequentialMeasure): boolean {
  return baselineRatio > 0 && detectRatio > baselineRatio && detectRatio < 1 && falseAlarmRatio > 0 && falseAlarmRatio < 1 && clusteringFactor >= 1;
}

/** The steps of a wave in which two versions run; those with numbers that another check refuses are left out. */
export function watchedSteps(wave: PlannedWave): Exposure[] {
  const { steps } = wave.shift;
  return steps
    .map(({ percent, holdMs }, i) => ({ percent, watchedMs: holdMs, belowPercent: steps[i + 1]?.percent }))
    .filter(({ percent, watchedMs }) => percent >= 0.1 && percent < 100 && isWatch(watchedMs));
}

/** Full traffic, until the wave is done. */
export function watchedBake({ bakeMs }: PlannedWave): Exposure[] {
  return isWatch(bakeMs) ? [{ percent: 100, watchedMs: bakeMs }] : [];
}

function isWatch(ms: number): boolean {
  return ms > 0 && ms <= WEEK_MS;
}

/** Probability that a signal stops a version that fails with the given ratio. A signal of the whole service sees the old version's requests as well. */
export function stops(signal: JudgingSignal, traffic: TrafficSpec, exposure: Exposure, versionRatio: number): number {
  return stopsBy(signal, traffic, exposure, versionRatio)[wholePoints(signal, exposure.watchedMs)];
}

/** The same after no data point, after one, and so on. */
export function stopsBy(signal: JudgingSignal, traffic: TrafficSpec, { percent, watchedMs }: Exposure, versionRatio: number): number[] {
  const weight = percent / 100;
  const { requestsPerSecond, errorRatio, clusteringFactor } = traffic;
  return signal.scope === 'version'
    ? curve(signal, { requestsPerSecond: requestsPerSecond * weight, clusteringFactor, watchedMs }, versionRatio)
    : curve(signal, { requestsPerSecond, clusteringFactor, watchedMs }, dilutedRatio(weight, versionRatio, errorRatio));
}

/** A sequential signal divides by a factor of its own, which is the traffic's unless a document says otherwise. */
function curve(signal: JudgingSignal, watched: Watched, errorRatio: number): number[] {
  if (signal.kind === 'errorRatio') return firingCurve(signal, watched, errorRatio);
  const { periodMs, datapointsObserved, clusteringFactor } = signal;
  return sequentialCurve({ test: testOf(signal), periodMs, datapointsObserved }, { ...watched, clusteringFactor }, errorRatio);
}
