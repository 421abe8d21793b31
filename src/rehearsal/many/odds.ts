import type { SignalSpec, TrafficSpec } from '../../model/spec';
import { triggerSignals } from '../../plan/check/facts';
import { judgingSignals, pointsOf, stops } from '../../plan/check/watching';
import { DELIVERY_MS } from '../../plan/detection';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { alarmProbability, anyOf } from '../../plan/stats/looks';
import { areFew } from '../../plan/stats/patterns';

/** Probability that any signal of a wave, in any of its environments, stops a version while it has a share of the traffic for a time. */
export function stopped(plan: PlanDocument, wave: PlannedWave, traffic: TrafficSpec, percent: number, watchedMs: number, failingRatio: number): number {
  if (percent === 0 || watchedMs === 0) return 0;
  const versionRatio = traffic.errorRatio + (1 - traffic.errorRatio) * failingRatio;
  const once = anyOf([
    ...judgingSignals(plan, wave).map((signal) => stops(signal, traffic, { percent, watchedMs }, versionRatio)),
    ...triggerSignals(plan, wave).map((signal) => noticedByRobot(signal, watchedMs, failingRatio)),
  ]);
  return anyOf(wave.environments.map(() => once));
}

/** A robot makes one request a period. */
function noticedByRobot({ measure, periodMs, ...signal }: SignalSpec, watchedMs: number, failingRatio: number): number {
  if (measure.kind !== 'synthetic' || !areFew(pointsOf(signal))) return 0;
  const periods = Math.max(0, Math.floor((watchedMs - DELIVERY_MS) / periodMs));
  return alarmProbability(pointsOf(signal), periods, failingRatio);
}
