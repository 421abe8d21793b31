import type { SequentialMeasure, SignalSpec, TrafficSpec } from '../model/spec';
import type { SequentialTest } from './stats/sequential';
import { conditionalTest, sequentialTest } from './stats/sequential';

/** A signal that knows of the traffic what it was not told. */
export function inTraffic(signal: SignalSpec, traffic: TrafficSpec | null): SignalSpec {
  const { measure } = signal;
  if (measure.kind !== 'sequential') return signal;
  const { errorRatio = NaN, clusteringFactor = 1 } = traffic ?? {};
  const known = { baselineRatio: or(measure.baselineRatio, errorRatio), clusteringFactor: or(measure.clusteringFactor, clusteringFactor) };
  return { ...signal, measure: { ...measure, ...known } };
}

/**
 * The test that a sequential signal makes of a version by itself. A version that has passed goes on being watched, so nothing is decided in its
 * favour, and the bound is the one that a healthy version reaches with the tolerated probability at most, whenever that is: ln(1 / alpha).
 */
export function testOf({ baselineRatio, detectRatio, falseAlarmRatio }: SequentialMeasure): SequentialTest {
  return sequentialTest(baselineRatio, detectRatio, { falseAlarm: falseAlarmRatio, miss: 0 });
}

/**
 * The test against the version of before. Needs no baseline, so what both suffer from stops nobody; nor a split that the router keeps to, since
 * the share of the requests is the measured one.
 * @param weight measured share of the requests that the new version gets, over 0; at 1 nothing is ever known
 */
export function testBeside({ baselineRatio, detectRatio, falseAlarmRatio }: SequentialMeasure, weight: number): SequentialTest {
  return conditionalTest(weight, detectRatio / baselineRatio, { falseAlarm: falseAlarmRatio, miss: 0 });
}

/** The evidence that stops a release. */
export function stopAt({ falseAlarmRatio }: SequentialMeasure): number {
  return -Math.log(falseAlarmRatio);
}

function or(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
