import * as fc from 'fast-check';
import type { SignalOptions } from 'spillway';
import { Duration, NoData, Signal, SignalScope } from 'spillway';

const evaluation = fc.record({
  periodMinutes: fc.constantFrom(1, 5),
  datapointsToFail: fc.integer({ min: 1, max: 3 }),
  more: fc.integer({ min: 0, max: 2 }),
  noData: fc.constantFrom(NoData.HOLD, NoData.FAIL),
  scope: fc.constantFrom(SignalScope.VERSION, SignalScope.SERVICE),
}).map(({ periodMinutes, datapointsToFail, more, noData, scope }): SignalOptions => ({
  period: Duration.minutes(periodMinutes), datapointsToFail, datapointsObserved: datapointsToFail + more, noData, scope,
}));

/** Five requests a second reach them in a step of one percent, in the shortest time that is observed. */
const minimum = fc.constantFrom(undefined, 2, 3);

const errorRatio = fc.tuple(evaluation, fc.constantFrom(0.001, 0.005, 0.02), minimum)
  .map(([options, atMost, minimumRequests]) => Signal.errorRatio({ ...options, atMost, minimumRequests }));
const rises = [fc.constantFrom(0.001, 0.0025, 0.01), fc.constantFrom(1.5, 3, 6)] as const;
const sequential = fc.tuple(evaluation, ...rises, fc.constantFrom(0.05, 0.001), fc.integer({ min: 5, max: 120 }))
  .map(([{ period, noData, scope }, baseline, times, falseAlarm, periods]) => Signal.sequential({
    period, noData, scope, baseline, detect: Number((baseline * times).toPrecision(6)), falseAlarm,
    window: Duration.millis(periods * period!.toMilliseconds()),
  }));
const latency = fc.tuple(evaluation, fc.constantFrom(50, 95, 99, 99.9), fc.integer({ min: 20, max: 2000 }), minimum)
  .map(([options, percentile, millis, minimumRequests]) => Signal.latency({ ...options, percentile, atMost: Duration.millis(millis), minimumRequests, name: 'latency' }));
const saturation = fc.tuple(evaluation, fc.constantFrom('cpu', 'memory'), fc.integer({ min: 50, max: 95 }))
  .map(([options, resource, atMostPercent]) => Signal.saturation({ ...options, resource, atMostPercent, name: 'saturation' }));
const custom = fc.tuple(evaluation, fc.boolean(), fc.integer({ min: 0, max: 500 }), fc.constantFrom('average', 'maximum', 'sum'))
  .map(([options, upper, bound, statistic]) => Signal.custom({ ...options, metric: 'queue-depth', statistic, ...(upper ? { atMost: bound } : { atLeast: bound }) }));
const synthetic = fc.tuple(evaluation, fc.integer({ min: 90, max: 100 }))
  .map(([options, atLeastSuccessPercent]) => Signal.synthetic({ ...options, probe: 'checkout', atLeastSuccessPercent }));

/** The one every production wave can be rolled back by: it looks at the new version alone, for what even a few requests show. */
export function versionSignal(): fc.Arbitrary<Signal> {
  return evaluation.map((options) => Signal.errorRatio({ ...options, atMost: 0.01, detect: 0.9, scope: SignalScope.VERSION, name: 'new-version-errors' }));
}

/** Some others, at most one of each kind, so that their names differ. */
export function signals(): fc.Arbitrary<Signal[]> {
  return fc.tuple(...[errorRatio, sequential, latency, saturation, custom, synthetic].map((kind) => fc.option<Signal, undefined>(kind, { nil: undefined })))
    .map((chosen) => chosen.filter((signal) => signal !== undefined));
}

/** The least time in which the signal can fail, with a minute for delivery. */
export function detectionMinutes(signal: Signal): number {
  const { datapointsToFail, periodMs } = signal._spec();
  return datapointsToFail * periodMs / 60_000 + 1;
}
